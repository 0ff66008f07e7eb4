package io.caelum.platform.contract.compute;

/** @param patienceSeconds how long a guest may take to shut down by itself; 0 to pull the plug */
public record PowerRequest(GuestOrder order, PowerChange change, int patienceSeconds) {}
