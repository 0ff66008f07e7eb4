package io.caelum.network.port;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.network.address.MacAddress;
import io.caelum.network.network.NetworkFacts;
import io.caelum.network.qos.BandwidthLimits;
import io.caelum.network.request.Ids;
import io.caelum.network.standard.StandardAttributes;
import io.caelum.network.wiring.HostBinding;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.data.JsonColumn;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

@Entity
class Port extends StandardAttributes {

    /** What the device owners of the network's own ports begin with. */
    static final String NETWORK_OWNER = "network:";

    @Id
    UUID id;

    UUID networkId;
    String projectId;
    String name;
    String macAddress;
    boolean adminStateUp;

    @Enumerated(EnumType.STRING)
    PortStatus status;

    String deviceId;
    String deviceOwner;
    boolean portSecurityEnabled;
    boolean madeForServer;
    String vnicType;

    @Convert(converter = Profile.class)
    Map<String, Object> bindingProfile;

    @Convert(converter = Pairs.class)
    List<AllowedPair> allowedAddressPairs;

    @Convert(converter = Options.class)
    List<DhcpOption> extraDhcpOpts;

    @Nullable
    UUID qosPolicyId;

    String bindingHost;
    String vifType;
    long bindingGeneration;

    @Nullable
    Instant wireDueAt;

    /** {@code subnet=address,...}; null without any. */
    @Formula("(select string_agg(cast(a.subnet_id as varchar) || '=' || a.ip_address, ',' order by a.position)"
            + " from port_address a where a.port_id = id)")
    @Nullable
    String addresses;

    /** Ids joined with commas; null without any. */
    @Formula("(select string_agg(cast(g.security_group_id as varchar), ',' order by g.security_group_id)"
            + " from port_security_group g where g.port_id = id)")
    @Nullable
    String groups;

    /** The limits of its own policy, in the form of {@link BandwidthLimits}; null without any. */
    @Formula("(select string_agg(l.direction || ':' || l.max_kbps || ':' || l.max_burst_kbps, ',' order by l.direction)"
            + " from bandwidth_limit_rule l where l.qos_policy_id = qos_policy_id)")
    @Nullable
    String limits;

    static Port requested(NewPort wanted, MacAddress mac, Instant now) {
        var port = new Port();
        port.id = wanted.id();
        port.networkId = wanted.network().id();
        port.projectId = wanted.projectId();
        port.name = wanted.name();
        port.description = wanted.description();
        port.macAddress = mac.text();
        port.adminStateUp = wanted.adminStateUp();
        port.deviceId = wanted.deviceId();
        port.deviceOwner = wanted.deviceOwner();
        port.portSecurityEnabled = wanted.portSecurityEnabled();
        port.madeForServer = wanted.madeForServer();
        port.vnicType = wanted.vnicType();
        port.bindingProfile = wanted.bindingProfile();
        port.allowedAddressPairs = wanted.extras().pairs();
        port.extraDhcpOpts = wanted.extras().options();
        port.qosPolicyId = wanted.extras().qosPolicyId().orElse(null);
        port.unbind();
        port.created(now);
        return port;
    }

    /** Now on a host whose agent will be told; or nowhere, if it has none that lives. */
    void bind(HostBinding binding) {
        bindingHost = binding.host();
        bindingGeneration = binding.generation();
        vifType = binding.mechanism()
                .map(VifType::ofMechanism)
                .orElse(VifType.BINDING_FAILED)
                .wireName();
        status = binding.mechanism().isPresent() ? PortStatus.BUILD : PortStatus.DOWN;
        wireDueAt = binding.mechanism().isPresent() ? binding.repeatAt() : null;
    }

    void unbind() {
        bindingHost = "";
        vifType = VifType.UNBOUND.wireName();
        status = PortStatus.DOWN;
        wireDueAt = null;
    }

    boolean isBound() {
        return !bindingHost.isEmpty();
    }

    /** Whether an agent was told to wire it. */
    boolean isWiredSomewhere() {
        return isBound() && !vifType.equals(VifType.BINDING_FAILED.wireName());
    }

    List<PortAddress> fixedIps() {
        return PortAddress.parse(addresses);
    }

    List<UUID> securityGroups() {
        return groups == null
                ? List.of()
                : Arrays.stream(groups.split(",")).map(UUID::fromString).toList();
    }

    void hasAddresses(List<PortAddress> list) {
        addresses = list.isEmpty() ? null : PortAddress.join(list);
    }

    void hasSecurityGroups(List<UUID> list) {
        groups = list.isEmpty()
                ? null
                : list.stream().map(UUID::toString).sorted().collect(Collectors.joining(","));
    }

    BoundPort bound(NetworkFacts network) {
        return new BoundPort(
                id,
                networkId,
                network.name(),
                macAddress,
                network.mtu(),
                vifType,
                madeForServer,
                status == PortStatus.ACTIVE,
                contractAddresses());
    }

    PortWiring wiring(NetworkFacts network) {
        return wiring(network, bindingGeneration);
    }

    /** The same under the number of another binding. */
    PortWiring wiring(NetworkFacts network, long generation) {
        return new PortWiring(
                id,
                generation,
                networkId,
                deviceId,
                deviceOwner,
                macAddress,
                network.mtu(),
                adminStateUp,
                new PortWiring.NetworkSegment(
                        network.networkType(),
                        network.physicalNetwork(),
                        network.segmentationId().map(Math::toIntExact)),
                contractAddresses(),
                portSecurityEnabled,
                securityGroups(),
                allowedAddressPairs.stream().map(AllowedPair::toContract).toList(),
                BandwidthLimits.ofPort(deviceOwner, qosPolicyId != null, limits, network.bandwidthLimits()));
    }

    /** Whether it belongs to the network itself (a router, DHCP...): such a port is trusted by the agents. */
    boolean isOfNetwork() {
        return deviceOwner.startsWith(NETWORK_OWNER);
    }

    /** The server that it belongs to. */
    Optional<UUID> server() {
        return deviceOwner.startsWith("compute:") ? Ids.parse(deviceId) : Optional.empty();
    }

    private List<BoundPort.FixedIp> contractAddresses() {
        return fixedIps().stream()
                .map(address -> new BoundPort.FixedIp(address.subnetId(), address.ipAddress(), address.version()))
                .toList();
    }

    static class Pairs extends JsonColumn<List<AllowedPair>> {
        Pairs() {
            super(new TypeReference<>() {});
        }
    }

    static class Options extends JsonColumn<List<DhcpOption>> {
        Options() {
            super(new TypeReference<>() {});
        }
    }

    static class Profile extends JsonColumn<Map<String, Object>> {
        Profile() {
            super(new TypeReference<>() {});
        }
    }
}
