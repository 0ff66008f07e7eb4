/**
 * Disks of guests. A disk made from an image is an overlay on it. Whatever opens a file says what is in it: nothing here
 * looks into a file to find out, since a guest decides what its disk begins with.
 */
package io.caelum.compute.worker.driver.qemu.disk;
