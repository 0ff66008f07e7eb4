/** Ways to connect ports: one package for each. */
package io.caelum.networkagent.mechanism;
