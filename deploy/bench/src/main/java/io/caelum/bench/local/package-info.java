/** What can be measured only of a Caelum on this machine: its processes are found, and more hosts are started. */
package io.caelum.bench.local;
