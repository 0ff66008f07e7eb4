package io.caelum.compute.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Links;
import io.caelum.compute.http.Links.Link;
import io.caelum.compute.http.Times;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A server in full.
 *
 * @param image an object, or {@code ""} for a server without an image
 * @param extended what Nova adds by extensions; an update does not answer it before 2.75
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServerView(
        UUID id,
        String name,
        String status,
        @JsonProperty("tenant_id") String tenantId,
        @JsonProperty("user_id") String userId,
        Map<String, String> metadata,
        String hostId,
        Object image,
        Object flavor,
        String created,
        String updated,
        Map<String, List<AddressView>> addresses,
        String accessIPv4,
        String accessIPv6,
        List<Link> links,
        @JsonProperty("OS-DCF:diskConfig") String diskConfig,
        Integer progress,
        FaultView fault,
        Boolean locked,
        Optional<String> description,
        List<String> tags,
        @JsonUnwrapped Extended extended) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FaultView(int code, String created, String message, String details) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Extended(
            @JsonProperty("OS-EXT-AZ:availability_zone") String availabilityZone,
            @JsonProperty("config_drive") String configDrive,
            @JsonProperty("key_name") Optional<String> keyName,
            @JsonProperty("OS-SRV-USG:launched_at") Optional<String> launchedAt,
            @JsonProperty("OS-SRV-USG:terminated_at") Optional<String> terminatedAt,
            @JsonProperty("OS-EXT-STS:task_state") Optional<String> taskState,
            @JsonProperty("OS-EXT-STS:vm_state") String vmState,
            @JsonProperty("OS-EXT-STS:power_state") int powerState,

            @JsonProperty("os-extended-volumes:volumes_attached")
            List<Object> volumesAttached,

            @JsonProperty("security_groups") List<Named> securityGroups,
            @JsonProperty("host_status") String hostStatus,
            @JsonUnwrapped ForAdministrators forAdministrators) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ForAdministrators(
            @JsonProperty("OS-EXT-SRV-ATTR:host") Optional<String> host,

            @JsonProperty("OS-EXT-SRV-ATTR:hypervisor_hostname")
            Optional<String> hypervisorHostname,

            @JsonProperty("OS-EXT-SRV-ATTR:instance_name") String instanceName,
            @JsonProperty("OS-EXT-SRV-ATTR:reservation_id") String reservationId,
            @JsonProperty("OS-EXT-SRV-ATTR:launch_index") Integer launchIndex,
            @JsonProperty("OS-EXT-SRV-ATTR:hostname") String hostname,
            @JsonProperty("OS-EXT-SRV-ATTR:kernel_id") String kernelId,
            @JsonProperty("OS-EXT-SRV-ATTR:ramdisk_id") String ramdiskId,

            @JsonProperty("OS-EXT-SRV-ATTR:root_device_name")
            String rootDeviceName,

            @JsonProperty("OS-EXT-SRV-ATTR:user_data") Optional<String> userData) {}

    record Named(String name) {}

    record Reference(String id, List<Link> links) {}

    record One(ServerView server) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Many(
            List<ServerView> servers,
            @JsonProperty("servers_links") List<Link> next) {}

    record Brief(UUID id, String name, List<Link> links) {
        static Brief of(Server server, Links links) {
            return new Brief(server.id, server.name, links.of("servers", server.id.toString()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Briefs(
            List<Brief> servers,
            @JsonProperty("servers_links") List<Link> next) {}

    /** What matters besides the row. */
    record Viewer(Asked asked, boolean isAdmin, Map<UUID, List<String>> tags, Map<String, String> hostStatus) {}

    static ServerView of(Server server, Viewer viewer) {
        return of(server, viewer, Optional.of(extended(server, viewer)));
    }

    static ServerView withoutExtensions(Server server, Viewer viewer) {
        return of(server, viewer, Optional.empty());
    }

    private static ServerView of(Server server, Viewer viewer, Optional<Extended> extended) {
        Asked asked = viewer.asked();
        ServerStatus status = server.status();
        return new ServerView(
                server.id,
                server.name,
                status.name(),
                server.projectId,
                server.userId,
                server.metadata,
                hostId(server),
                image(server, asked.links()),
                flavor(server, asked),
                Times.seconds(server.createdAt),
                Times.seconds(server.updatedAt),
                AddressView.byNetwork(server.ports),
                text(server.accessIpV4),
                text(server.accessIpV6),
                asked.links().of("servers", server.id.toString()),
                server.diskConfig,
                status.showsProgress() ? server.progress : null,
                status.showsFault() && server.faultMessage != null ? fault(server, viewer) : null,
                asked.atLeast(2, 9) ? server.locked : null,
                asked.atLeast(2, 19) ? Optional.ofNullable(server.description) : null,
                asked.atLeast(2, 26) ? viewer.tags().getOrDefault(server.id, List.of()) : null,
                extended.orElse(null));
    }

    private static Extended extended(Server server, Viewer viewer) {
        boolean showsHostStatus = viewer.isAdmin() && viewer.asked().atLeast(2, 16);
        return new Extended(
                text(server.availabilityZone),
                server.configDrive ? "True" : "",
                Optional.ofNullable(server.keyName),
                time(server.launchedAt),
                time(server.terminatedAt),
                Optional.ofNullable(server.taskState).map(TaskState::wireName),
                server.vmState.wireName(),
                server.powerState,
                List.of(),
                server.securityGroups.isEmpty()
                        ? null
                        : server.securityGroups.stream().map(Named::new).toList(),
                showsHostStatus ? viewer.hostStatus().getOrDefault(text(server.host), "") : null,
                viewer.isAdmin() ? forAdministrators(server, viewer.asked()) : null);
    }

    private static ForAdministrators forAdministrators(Server server, Asked asked) {
        boolean more = asked.atLeast(2, 3);
        return new ForAdministrators(
                Optional.ofNullable(server.host),
                Optional.ofNullable(server.host),
                server.instanceName(),
                more ? server.reservationId : null,
                more ? server.launchIndex : null,
                more ? server.hostname : null,
                more ? "" : null,
                more ? "" : null,
                more ? "/dev/vda" : null,
                more ? Optional.ofNullable(server.userData) : null);
    }

    /** Tells users whether two servers share a host, but not which. */
    static String hostId(Server server) {
        if (server.host == null) {
            return "";
        }
        try {
            byte[] text = (server.projectId + server.host).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-224").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object image(Server server, Links links) {
        return server.imageId == null
                ? ""
                : new Reference(
                        server.imageId.toString(), List.of(links.bookmark("images", server.imageId.toString())));
    }

    private static Object flavor(Server server, Asked asked) {
        if (!asked.atLeast(2, 47)) {
            return new Reference(server.flavorId, List.of(asked.links().bookmark("flavors", server.flavorId)));
        }
        var embedded = new LinkedHashMap<String, Object>();
        embedded.put("vcpus", server.vcpus);
        embedded.put("ram", server.memoryMb);
        embedded.put("disk", server.rootGb);
        embedded.put("ephemeral", server.ephemeralGb);
        embedded.put("swap", server.swapMb);
        embedded.put("original_name", server.flavorName);
        embedded.put("extra_specs", server.extraSpecs);
        return embedded;
    }

    private static FaultView fault(Server server, Viewer viewer) {
        boolean detailed = viewer.isAdmin() || server.faultCode != 500;
        return new FaultView(
                server.faultCode,
                Times.seconds(server.faultAt),
                server.faultMessage,
                detailed ? server.faultDetails : null);
    }

    private static Optional<String> time(Instant time) {
        return Optional.ofNullable(time).map(Times::micros);
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
