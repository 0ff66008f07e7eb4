/** All rules of the service on one page. */
package io.caelum.network.policy;
