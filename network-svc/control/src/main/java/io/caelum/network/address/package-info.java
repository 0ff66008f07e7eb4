/** Address arithmetic: no state, no database. */
package io.caelum.network.address;
