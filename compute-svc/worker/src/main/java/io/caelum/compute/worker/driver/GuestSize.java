package io.caelum.compute.worker.driver;

/**
 * @param memoryMb MiB
 * @param rootGb GiB; 0 means as large as the image
 */
public record GuestSize(int vcpus, int memoryMb, int rootGb, int ephemeralGb, int swapMb) {}
