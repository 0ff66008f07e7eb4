/** The JSON of messages: the envelope, names and values, failures. */
package io.caelum.platform.bus.wire;
