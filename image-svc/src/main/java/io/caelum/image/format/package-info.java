/**
 * Looks at the first bytes of an upload and decides whether they are what the image says.
 *
 * <p>The dangerous images of the past named files of the host (a backing file, an external data file, a VMDK extent) or
 * were of another format than declared, so that a tool which probes opened something else than was checked. So: a
 * signature that belongs to another format than the declared one is refused, as are two signatures at once and every
 * construct that points outside. Bytes without any signature are fine under every name: whoever opens them with the
 * declared format, and nothing else, finds nothing there.
 *
 * <p>Only the head of the image is looked at, by plain arithmetic on a bounded array: no tool is started, nothing is
 * allocated by a number that stands in the image.
 */
package io.caelum.image.format;
