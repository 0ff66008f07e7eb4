package io.caelum.platform.contract.compute;

/**
 * Where a guest is awaited that comes from another host.
 *
 * @param host address that the other host reaches
 * @param memoryPort takes its memory and devices
 * @param diskPort takes its disks
 */
public record Landing(String host, int memoryPort, int diskPort) {}
