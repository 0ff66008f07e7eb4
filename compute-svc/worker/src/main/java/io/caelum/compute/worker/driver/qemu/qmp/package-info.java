/** QEMU's machine protocol: one JSON document a line, commands and their answers, and events in between. */
package io.caelum.compute.worker.driver.qemu.qmp;
