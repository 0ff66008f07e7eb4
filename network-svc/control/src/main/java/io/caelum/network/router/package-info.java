/** The resource {@code router}: legs on networks of a project, and one on an external network. */
package io.caelum.network.router;
