/** What this service has beyond Neutron's core. */
package io.caelum.network.extension;
