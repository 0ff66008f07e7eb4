package io.caelum.compute.server;

import static io.caelum.compute.policy.ComputePolicy.SECURITY_GROUPS_READ;
import static io.caelum.compute.policy.ComputePolicy.VOLUMES_READ;

import io.caelum.compute.neighbour.NetworkClient;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.securitygroup.SecurityGroupView;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a server is attached to: its addresses as the network service told them last, all else as it says now. */
@Path("/v2.1/servers/{id}")
class NetworkViewResource {

    private final Db db;
    private final Servers servers;
    private final NetworkClient network;

    NetworkViewResource(Db db, Servers servers, NetworkClient network) {
        this.db = db;
        this.servers = servers;
        this.network = network;
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

    @GET
    @Path("os-security-groups")
    public Uni<SecurityGroupView.Many> securityGroups(String id) {
        return server(id, SECURITY_GROUPS_READ)
                .chain(server -> network.attachments(server.id))
                .map(attached -> new SecurityGroupView.Many(
                        attached.groups().stream().map(SecurityGroupView::of).toList()));
    }

    private Uni<Server> server(String id, ComputePolicy policy) {
        RequestContext who = policy.check();
        return db.read(tx -> servers.require(tx, who, ServerId.of(id)));
    }
}
