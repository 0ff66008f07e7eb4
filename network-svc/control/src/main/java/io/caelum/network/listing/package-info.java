/** Lists as Neutron has them: filters, sorting, pages with links, and chosen fields. */
package io.caelum.network.listing;
