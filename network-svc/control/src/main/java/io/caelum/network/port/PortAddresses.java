package io.caelum.network.port;

import io.caelum.network.address.AddressRange;
import io.caelum.network.address.Ip;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.port.AddressPlan.Draw;
import io.caelum.network.port.AddressPlan.Exactly;
import io.caelum.network.port.AddressPlan.OneOf;
import io.caelum.network.subnet.SubnetFacts;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Takes addresses for ports and gives them back. The primary key of {@code port_address} decides who has an address. An
 * address is taken by one conditional insert over random candidates of the pools; only when all of them are taken, the
 * first free address of each gap between those taken is asked for. So it neither costs more in a large subnet, nor
 * misses the last address of a full one, nor do callers that come together stand in line for the same address.
 */
@ApplicationScoped
class PortAddresses {

    /** With a pool nine tenths full one of so many guesses is free four times in five. */
    private static final int PROBES = 16;

    private static final String CLAIM = """
            insert into port_address (subnet_id, ip_address, port_id, position)
            select cast(:subnet as uuid), c.ip, cast(:port as uuid), cast(:position as int)
            from (select unnest(string_to_array(:candidates, ',')) as ip) c
            where not exists (
                select 1 from port_address a where a.subnet_id = :subnet and a.ip_address = c.ip)
            limit 1
            on conflict do nothing
            returning ip_address
            """;

    private static final String GAPS = """
            select f.ip from (select cast(:first as text) as ip) f
            where not exists (
                select 1 from port_address a where a.subnet_id = :subnet and a.ip_address = f.ip)
            union all
            (select host(cast(a.ip_address as inet) + 1) from port_address a
            where a.subnet_id = :subnet
                and cast(a.ip_address as inet) >= cast(cast(:first as text) as inet)
                and cast(a.ip_address as inet) < cast(cast(:last as text) as inet)
                and not exists (select 1 from port_address b where b.subnet_id = :subnet
                    and b.ip_address = host(cast(a.ip_address as inet) + 1))
            limit 64)
            """;

    /** Takes what the plan says, in its order. */
    Uni<List<PortAddress>> take(Tx tx, Port port, AddressPlan plan) {
        return take(tx, port, plan.draws(), 0);
    }

    /** As above; the addresses come behind those which the port already has. */
    Uni<List<PortAddress>> take(Tx tx, Port port, List<Draw> draws, int firstPosition) {
        return Multi.createFrom()
                .range(0, draws.size())
                .onItem()
                .transformToUniAndConcatenate(i -> take(tx, port, draws.get(i), firstPosition + i))
                .collect()
                .asList();
    }

    private Uni<PortAddress> take(Tx tx, Port port, Draw draw, int position) {
        return switch (draw) {
            case Exactly exactly ->
                claim(tx, port, exactly.subnet(), List.of(exactly.ip().toString()), position)
                        .map(found -> found.orElseThrow(() -> taken(exactly)));
            case OneOf oneOf -> firstFree(tx, port, oneOf.subnets(), position);
        };
    }

    private Uni<PortAddress> firstFree(Tx tx, Port port, List<SubnetFacts> subnets, int position) {
        if (subnets.isEmpty()) {
            throw NetworkFaults.conflict(
                    "IpAddressGenerationFailure", "No more IP addresses available on network " + port.networkId + ".");
        }
        SubnetFacts subnet = subnets.getFirst();
        return probeThenSearch(tx, port, subnet, position)
                .chain(found -> found.map(address -> Uni.createFrom().item(address))
                        .orElseGet(() -> firstFree(tx, port, subnets.subList(1, subnets.size()), position)));
    }

    private Uni<Optional<PortAddress>> probeThenSearch(Tx tx, Port port, SubnetFacts subnet, int position) {
        if (subnet.pools().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return claim(tx, port, subnet, probes(subnet.pools()), position)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(found)
                        : search(tx, port, subnet, subnet.pools(), position));
    }

    private Uni<Optional<PortAddress>> search(
            Tx tx, Port port, SubnetFacts subnet, List<AddressRange> pools, int position) {
        if (pools.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return gaps(tx, subnet, pools.getFirst())
                .chain(gaps -> gaps.isEmpty()
                        ? search(tx, port, subnet, pools.subList(1, pools.size()), position)
                        : claim(tx, port, subnet, gaps, position)
                                // somebody was faster with all of these: look again
                                .chain(found -> found.isPresent()
                                        ? Uni.createFrom().item(found)
                                        : search(tx, port, subnet, pools, position)));
    }

    /** Free addresses of a pool, in no order, so that callers that come together do not all want the same. */
    private static Uni<List<String>> gaps(Tx tx, SubnetFacts subnet, AddressRange pool) {
        return tx.session()
                .createNativeQuery(GAPS, String.class)
                .setParameter("subnet", subnet.id())
                .setParameter("first", pool.start().toString())
                .setParameter("last", pool.end().toString())
                .getResultList()
                .map(found -> {
                    var gaps = new ArrayList<>(found.stream()
                            .map(text -> Ip.parse(text).toString())
                            .toList());
                    Collections.shuffle(gaps, ThreadLocalRandom.current());
                    return gaps;
                });
    }

    private static Uni<Optional<PortAddress>> claim(
            Tx tx, Port port, SubnetFacts subnet, List<String> candidates, int position) {
        return tx.session()
                .createNativeQuery(CLAIM, String.class)
                .setParameter("subnet", subnet.id())
                .setParameter("port", port.id)
                .setParameter("position", position)
                .setParameter("candidates", String.join(",", candidates))
                .getResultList()
                .map(found -> found.stream().findFirst().map(ip -> new PortAddress(subnet.id(), ip)));
    }

    Uni<Void> giveBack(Tx tx, Port port, PortAddress address) {
        return tx.session()
                .createNativeQuery(
                        "delete from port_address where subnet_id = :subnet and ip_address = :ip and port_id = :port")
                .setParameter("subnet", address.subnetId())
                .setParameter("ip", address.ipAddress())
                .setParameter("port", port.id)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static List<String> probes(List<AddressRange> pools) {
        return Stream.generate(() -> random(pools).toString())
                .limit(PROBES)
                .distinct()
                .toList();
    }

    /** Each address of all pools together is as likely as the others. */
    static Ip random(List<AddressRange> pools) {
        BigInteger sum = pools.stream().map(AddressRange::size).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger at = new BigInteger(192, ThreadLocalRandom.current()).mod(sum);
        for (AddressRange pool : pools) {
            if (at.compareTo(pool.size()) < 0) {
                return pool.start().plus(at);
            }
            at = at.subtract(pool.size());
        }
        throw new IllegalStateException("an address beyond the last pool");
    }

    private static Fault taken(Exactly exactly) {
        return NetworkFaults.conflict(
                "IpAddressAlreadyAllocated",
                "IP address " + exactly.ip() + " already allocated in subnet "
                        + exactly.subnet().id());
    }
}
