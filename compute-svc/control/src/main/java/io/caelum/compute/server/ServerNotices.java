package io.caelum.compute.server;

import io.caelum.platform.bus.notify.Outbox;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notifications about servers, in Nova's unversioned form. */
@ApplicationScoped
public class ServerNotices {

    private final Outbox outbox;

    ServerNotices(Outbox outbox) {
        this.outbox = outbox;
    }

    public Uni<Void> schedulingStarted(Tx tx, Server server) {
        return select(tx, "start", server);
    }

    public Uni<Void> scheduled(Tx tx, Server server) {
        return select(tx, "end", server);
    }

    private Uni<Void> select(Tx tx, String phase, Server server) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("instance_uuids", List.of(server.id.toString()));
        spec.put("num_instances", 1);
        spec.put("project_id", server.projectId);
        spec.put("image", server.imageId == null ? Map.of() : Map.of("id", server.imageId.toString()));
        spec.put("instance_type", flavor(server));
        return outbox.record(
                tx, "scheduler.select_destinations." + phase, server.id.toString(), Map.of("request_spec", spec));
    }

    /** The record is made and placed, or placed anew; later changes of state are told by what they belong to. */
    public Uni<Void> recorded(Tx tx, Server server) {
        var payload = payload(server);
        payload.put("old_state", null);
        payload.put("old_task_state", null);
        payload.put("new_task_state", payload.get("state_description"));
        payload.put("bandwidth", Map.of());
        return outbox.record(tx, "compute.instance.update", server.id.toString(), payload);
    }

    public Uni<Void> createStarted(Tx tx, Server server) {
        var payload = payload(server);
        payload.put("image_name", server.imageName == null ? "" : server.imageName);
        return outbox.record(tx, "compute.instance.create.start", server.id.toString(), payload);
    }

    public Uni<Void> created(Tx tx, Server server) {
        var payload = payload(server);
        payload.put("message", "Success");
        payload.put("fixed_ips", fixedIps(server.ports));
        return outbox.record(tx, "compute.instance.create.end", server.id.toString(), payload);
    }

    public Uni<Void> createFailed(Tx tx, Server server, String reason) {
        var payload = payload(server);
        payload.put("message", reason);
        payload.put("exception", reason);
        payload.put("code", 500);
        return outbox.record(tx, "ERROR", "compute.instance.create.error", server.id.toString(), payload);
    }

    public Uni<Void> evacuationStarted(Tx tx, Server server) {
        return outbox.record(tx, "compute.instance.evacuate", server.id.toString(), payload(server));
    }

    public Uni<Void> rebuildStarted(Tx tx, Server server) {
        return outbox.record(tx, "compute.instance.rebuild.start", server.id.toString(), payload(server));
    }

    public Uni<Void> rebuilt(Tx tx, Server server) {
        return outbox.record(tx, "compute.instance.rebuild.end", server.id.toString(), payload(server));
    }

    public Uni<Void> rebuildFailed(Tx tx, Server server, String reason) {
        var payload = payload(server);
        payload.put("exception", reason);
        payload.put("code", 500);
        return outbox.record(tx, "ERROR", "compute.instance.rebuild.error", server.id.toString(), payload);
    }

    /** Something else than a request of the user's has brought it into error. */
    public Uni<Void> failed(Tx tx, Server server, String reason) {
        var payload = payload(server);
        payload.put("message", reason);
        payload.put("code", 500);
        return outbox.record(tx, "ERROR", "compute.instance.update", server.id.toString(), payload);
    }

    /** @param event as {@code power_off.start} */
    public Uni<Void> tell(Tx tx, Server server, String event) {
        return outbox.record(tx, "compute.instance." + event, server.id.toString(), payload(server));
    }

    /** @param event as {@code power_off} */
    public Uni<Void> tellFailure(Tx tx, Server server, String event, String reason) {
        var payload = payload(server);
        payload.put("exception", reason);
        payload.put("code", 500);
        return outbox.record(tx, "ERROR", "compute.instance." + event + ".error", server.id.toString(), payload);
    }

    public Uni<Void> deleteStarted(Tx tx, Server server) {
        return outbox.record(tx, "compute.instance.delete.start", server.id.toString(), payload(server));
    }

    public Uni<Void> deleted(Tx tx, Server server) {
        return outbox.record(tx, "compute.instance.delete.end", server.id.toString(), payload(server));
    }

    static Map<String, Object> payload(Server server) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("tenant_id", server.projectId);
        payload.put("user_id", server.userId);
        payload.put("instance_id", server.id.toString());
        payload.put("display_name", server.name);
        payload.put("reservation_id", server.reservationId);
        payload.put("hostname", server.hostname);
        payload.put("instance_type", server.flavorName);
        payload.put("instance_type_id", server.flavorNumber);
        payload.put("instance_flavor_id", server.flavorId);
        payload.put("architecture", null);
        payload.put("memory_mb", server.memoryMb);
        payload.put("disk_gb", server.rootGb + server.ephemeralGb);
        payload.put("vcpus", server.vcpus);
        payload.put("root_gb", server.rootGb);
        payload.put("ephemeral_gb", server.ephemeralGb);
        payload.put("host", server.host);
        payload.put("node", server.host);
        payload.put("availability_zone", server.availabilityZone);
        payload.put("cell_name", "");
        payload.put("created_at", text(server.createdAt));
        payload.put("terminated_at", text(server.terminatedAt));
        payload.put("deleted_at", text(server.deletedAt));
        payload.put("launched_at", text(server.launchedAt));
        payload.put("image_ref_url", server.imageId == null ? "" : "/images/" + server.imageId);
        payload.put("os_type", null);
        payload.put("kernel_id", "");
        payload.put("ramdisk_id", "");
        payload.put("state", server.vmState.wireName());
        payload.put("state_description", server.taskState == null ? "" : server.taskState.wireName());
        payload.put("progress", server.progress);
        payload.put("access_ip_v4", server.accessIpV4);
        payload.put("access_ip_v6", server.accessIpV6);
        payload.put("metadata", server.metadata);
        payload.put("image_meta", Map.of());
        return payload;
    }

    private static Map<String, Object> flavor(Server server) {
        return Map.of(
                "flavorid", server.flavorId,
                "name", server.flavorName,
                "vcpus", server.vcpus,
                "memory_mb", server.memoryMb,
                "root_gb", server.rootGb,
                "ephemeral_gb", server.ephemeralGb,
                "swap", server.swapMb);
    }

    private static List<Map<String, Object>> fixedIps(List<BoundPort> ports) {
        var ips = new ArrayList<Map<String, Object>>();
        for (BoundPort port : ports) {
            for (BoundPort.FixedIp ip : port.fixedIps()) {
                ips.add(Map.of(
                        "address", ip.ipAddress(),
                        "version", ip.version(),
                        "label", port.networkName(),
                        "vif_mac", port.macAddress(),
                        "type", "fixed",
                        "floating_ips", List.of(),
                        "meta", Map.of()));
            }
        }
        return ips;
    }

    private static String text(Instant time) {
        return time == null ? "" : time.toString();
    }
}
