/** Renders the Helm chart as Helm does, and checks the result against the cluster's API and against our own rules. */
package io.caelum.kubernetes;
