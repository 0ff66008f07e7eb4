/** Caelum in containers: what users do, and what operators do to it. */
package io.caelum.acceptance.compose;
