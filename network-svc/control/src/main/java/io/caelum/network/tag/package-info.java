/** Tags, by which users sort their resources. */
package io.caelum.network.tag;
