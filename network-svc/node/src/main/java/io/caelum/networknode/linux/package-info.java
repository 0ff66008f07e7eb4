/**
 * The kernel's part, by its own programs: network namespaces, their devices, addresses and routes, and processes that run
 * in them.
 */
package io.caelum.networknode.linux;
