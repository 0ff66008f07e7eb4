package io.caelum.platform.contract.compute;

import java.util.Optional;
import java.util.UUID;

/**
 * How an order has ended.
 *
 * @param powerState of the guest now, as Nova counts; see {@link HostReport.Guest}
 * @param failure a sentence for the user; empty when all was done
 */
public record OrderReport(UUID serverId, long generation, long number, int powerState, Optional<String> failure) {}
