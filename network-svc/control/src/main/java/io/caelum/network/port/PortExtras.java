package io.caelum.network.port;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What few ports have. */
record PortExtras(List<AllowedPair> pairs, List<DhcpOption> options, Optional<UUID> qosPolicyId) {

    static final PortExtras NONE = new PortExtras(List.of(), List.of(), Optional.empty());
}
