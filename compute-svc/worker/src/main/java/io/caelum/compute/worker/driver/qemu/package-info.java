/**
 * Guests as QEMU processes, one for each, that outlive the worker. What a later worker has to know of one is written in
 * {@code guests/<id>.json}, which only the worker can read and write. What the guest's process works with lies in {@code
 * machines/<id>/}: a folder that belongs to the user as which QEMU runs and that nobody else but root can enter, with the
 * disks, the console's log and the sockets (QMP, serial console, screen). QEMU is started in that folder and knows all of
 * it by short relative names; the folders above may stay closed to it.
 *
 * <p>A guest's process is found again by the server's id on its command line, never by a number alone. Before a disk is
 * made, changed or removed, it is made sure that no such process is left.
 */
package io.caelum.compute.worker.driver.qemu;
