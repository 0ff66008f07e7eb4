/** The attributes that Neutron's extensions standard-attr-* give to every resource. */
package io.caelum.network.standard;
