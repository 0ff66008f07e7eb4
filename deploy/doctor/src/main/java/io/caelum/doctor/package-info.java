/**
 * Decides whether a cloud is sound: reads all databases, the broker, the image store and what the hosts say of
 * themselves, changes nothing, and names each breach of an invariant with ids and with what repairs it. {@code sight} is
 * what it sees, {@code check} what it decides, {@code repair} what it does when it is told to.
 *
 * <p>Nothing here is seen at one moment: two databases and a host are read one after the other, while the cloud goes on.
 * So what is young is not judged (thirty seconds, the time in which the cloud mends itself), and what looks broken is
 * looked at once more before it is told.
 */
package io.caelum.doctor;
