/**
 * A server's disk becomes an image. {@link io.caelum.compute.server.snapshot.SnapshotServer} is the list of steps: the image
 * is recorded in the name of the user, the host writes the disk as it is and brings the bytes to the image service, which
 * checks them as it does any upload. What fails leaves no image, and the server as it was.
 */
package io.caelum.compute.server.snapshot;
