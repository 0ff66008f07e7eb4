/** How clients find out what there is. */
package io.caelum.network.discovery;
