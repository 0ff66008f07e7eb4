/** Rounds that find what is due: casts to repeat, events that compute has not confirmed. */
package io.caelum.network.sweep;
