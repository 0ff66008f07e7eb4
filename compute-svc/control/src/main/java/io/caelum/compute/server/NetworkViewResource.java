package io.caelum.compute.server;

import static io.caelum.compute.policy.ComputePolicy.INTERFACES_READ;
import static io.caelum.compute.policy.ComputePolicy.SECURITY_GROUPS_READ;
import static io.caelum.compute.policy.ComputePolicy.VOLUMES_READ;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.compute.http.Ids;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a server is attached to, as the network service told it last. */
@Path("/v2.1/servers/{id}")
class NetworkViewResource {

    private final Db db;
    private final Servers servers;

    NetworkViewResource(Db db, Servers servers) {
        this.db = db;
        this.servers = servers;
    }

    record Addresses(Map<String, List<AddressView>> addresses) {}

    @GET
    @Path("ips")
    public Uni<Addresses> addresses(String id) {
        return server(id, ComputePolicy.SERVERS_SHOW)
                .map(NetworkViewResource::brief)
                .map(Addresses::new);
    }

    @GET
    @Path("ips/{network}")
    public Uni<Map<String, List<AddressView>>> addresses(String id, String network) {
        return server(id, ComputePolicy.SERVERS_SHOW)
                .map(NetworkViewResource::brief)
                .map(all -> {
                    if (!all.containsKey(network)) {
                        throw Fault.notFound("Network name not found");
                    }
                    return Map.of(network, all.get(network));
                });
    }

    private static Map<String, List<AddressView>> brief(Server server) {
        var brief = new LinkedHashMap<String, List<AddressView>>();
        AddressView.byNetwork(server.ports)
                .forEach((network, addresses) -> brief.put(
                        network, addresses.stream().map(AddressView::brief).toList()));
        return brief;
    }

    record Interface(
            @JsonProperty("port_id") UUID portId,
            @JsonProperty("net_id") UUID netId,
            @JsonProperty("mac_addr") String macAddr,
            @JsonProperty("port_state") String portState,
            @JsonProperty("fixed_ips") List<FixedIp> fixedIps) {

        record FixedIp(
                @JsonProperty("subnet_id") UUID subnetId,
                @JsonProperty("ip_address") String ipAddress) {}

        record Many(List<Interface> interfaceAttachments) {}

        record One(Interface interfaceAttachment) {}

        static Interface of(Server server, BoundPort port) {
            return new Interface(
                    port.portId(),
                    port.networkId(),
                    port.macAddress(),
                    server.vmState == VmState.ACTIVE || port.active() ? "ACTIVE" : "DOWN",
                    port.fixedIps().stream()
                            .map(ip -> new FixedIp(ip.subnetId(), ip.ipAddress()))
                            .toList());
        }
    }

    @GET
    @Path("os-interface")
    public Uni<Interface.Many> interfaces(String id) {
        return server(id, INTERFACES_READ)
                .map(server -> new Interface.Many(server.ports.stream()
                        .map(port -> Interface.of(server, port))
                        .toList()));
    }

    @GET
    @Path("os-interface/{port}")
    public Uni<Interface.One> interfaceOf(String id, String port) {
        return server(id, INTERFACES_READ)
                .map(server -> server.ports.stream()
                        .filter(bound ->
                                Ids.parse(port).filter(bound.portId()::equals).isPresent())
                        .findFirst()
                        .map(bound -> new Interface.One(Interface.of(server, bound)))
                        .orElseThrow(() ->
                                Fault.notFound("Instance %s does not have a port with id %s".formatted(id, port))));
    }

    record Volumes(List<Object> volumeAttachments) {}

    /** There is no volume service: nothing is attached. */
    @GET
    @Path("os-volume_attachments")
    public Uni<Volumes> volumes(String id) {
        return server(id, VOLUMES_READ).replaceWith(new Volumes(List.of()));
    }

    @GET
    @Path("os-volume_attachments/{volume}")
    public Uni<Volumes> volume(String id, String volume) {
        return server(id, VOLUMES_READ)
                .chain(server -> Uni.createFrom()
                        .failure(Fault.notFound(
                                "Volume %s could not be found: this cloud has no volume service.".formatted(volume))));
    }

    record SecurityGroup(
            String id,
            String name,
            String description,
            @JsonProperty("tenant_id") String tenantId,
            List<Object> rules) {

        record Many(@JsonProperty("security_groups") List<SecurityGroup> securityGroups) {}
    }

    @GET
    @Path("os-security-groups")
    public Uni<SecurityGroup.Many> securityGroups(String id) {
        return server(id, SECURITY_GROUPS_READ)
                .map(server -> new SecurityGroup.Many(server.securityGroups.stream()
                        .map(name -> new SecurityGroup(name, name, "", server.projectId, List.of()))
                        .toList()));
    }

    private Uni<Server> server(String id, ComputePolicy policy) {
        RequestContext who = policy.check();
        return db.read(tx -> servers.require(tx, who, ServerId.of(id)));
    }
}
