package io.caelum.network.segment;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Gives each new network its segment. */
@ApplicationScoped
public class Segments {

    /** Guesses that go into one statement; with a range nine tenths full one of them is free four times in five. */
    private static final int PROBES = 16;

    @Inject
    NetworkTypes types;

    @Inject
    SegmentAllocations allocations;

    /**
     * Takes a segment for a network that the same transaction creates. With no provider attributes the types for
     * tenants are tried in their order.
     */
    public Uni<Segment> allocate(Tx tx, UUID networkId, ProviderRequest wanted) {
        if (wanted.isEmpty()) {
            return firstFree(tx, networkId, types.tenantTypes());
        }
        NetworkType type =
                wanted.type().orElseThrow(() -> ProviderAttributes.invalid("provider:network_type required"));
        NetworkTypeDriver driver = types.driver(type);
        List<IdRange> choices = driver.choices(wanted);
        return allocate(tx, driver, networkId, choices)
                .map(found -> found.orElseThrow(() -> taken(type, wanted, choices)));
    }

    private Uni<Segment> firstFree(Tx tx, UUID networkId, List<NetworkType> order) {
        if (order.isEmpty()) {
            throw NetworkFaults.noNetworkAvailable();
        }
        NetworkTypeDriver driver = types.driver(order.getFirst());
        return allocate(tx, driver, networkId, driver.choices(ProviderRequest.NONE))
                .chain(found -> found.map(segment -> Uni.createFrom().item(segment))
                        .orElseGet(() -> firstFree(tx, networkId, order.subList(1, order.size()))));
    }

    private Uni<Optional<Segment>> allocate(Tx tx, NetworkTypeDriver driver, UUID networkId, List<IdRange> choices) {
        if (choices.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        IdRange range = choices.getFirst();
        if (!driver.isExclusive()) {
            return Uni.createFrom().item(Optional.of(driver.segment(range.physicalNetwork(), range.first())));
        }
        return claim(tx, driver.type(), networkId, range, probes(range))
                .chain(id -> id.isPresent()
                        ? Uni.createFrom().item(id.map(known -> driver.segment(range.physicalNetwork(), known)))
                        : allocate(tx, driver, networkId, choices.subList(1, choices.size())));
    }

    /** Tries the candidates; if all are taken, the gaps between those taken, until there are none. */
    private Uni<Optional<Long>> claim(Tx tx, NetworkType type, UUID networkId, IdRange range, List<Long> candidates) {
        return allocations
                .claim(tx, type, range.physicalNetwork(), candidates, networkId)
                .chain(id -> id.isPresent()
                        ? Uni.createFrom().item(id)
                        : allocations.gaps(tx, type, range).chain(gaps -> fromGaps(tx, type, networkId, range, gaps)));
    }

    private Uni<Optional<Long>> fromGaps(Tx tx, NetworkType type, UUID networkId, IdRange range, List<Long> gaps) {
        if (gaps.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        // shuffled, so that callers that come together do not all want the same one
        var candidates = new ArrayList<>(gaps);
        Collections.shuffle(candidates, ThreadLocalRandom.current());
        return claim(tx, type, networkId, range, candidates);
    }

    private static List<Long> probes(IdRange range) {
        return Stream.generate(() -> range.random(ThreadLocalRandom.current()))
                .limit(PROBES)
                .distinct()
                .toList();
    }

    private static Fault taken(NetworkType type, ProviderRequest wanted, List<IdRange> choices) {
        String physicalNetwork = wanted.physicalNetwork().orElse("");
        return switch (type) {
            case FLAT ->
                NetworkFaults.conflict(
                        "FlatNetworkInUse",
                        "Unable to create the flat network. Physical network " + physicalNetwork + " is in use.");
            case VLAN ->
                wanted.segmentationId().isPresent()
                        ? NetworkFaults.conflict(
                                "VlanIdInUse",
                                "Unable to create the network. The VLAN "
                                        + choices.getFirst().first() + " on physical network " + physicalNetwork
                                        + " is in use.")
                        : NetworkFaults.noNetworkAvailable();
            case GRE, VXLAN ->
                wanted.segmentationId().isPresent()
                        ? NetworkFaults.conflict(
                                "TunnelIdInUse",
                                "Unable to create the network. The tunnel ID "
                                        + choices.getFirst().first() + " is in use.")
                        : NetworkFaults.noNetworkAvailable();
            case LOCAL -> NetworkFaults.noNetworkAvailable();
        };
    }
}
