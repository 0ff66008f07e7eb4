package io.caelum.compute.server;

import io.caelum.compute.flavor.FlavorSpec;
import io.caelum.compute.json.StringListColumn;
import io.caelum.compute.json.StringMapColumn;
import io.caelum.compute.server.boot.BootOrder;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.platform.fault.Fault;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A row of {@code servers}; states move only by the conditional updates of {@link ServerStates}. */
@Entity
@Table(name = "servers")
public class Server {

    @Id
    UUID id;

    @Column(insertable = false, updatable = false)
    Long number;

    @Column(name = "project_id")
    String projectId;

    @Column(name = "user_id")
    String userId;

    @Column(name = "reservation_id")
    String reservationId;

    @Column(name = "launch_index")
    int launchIndex;

    String name;
    String hostname;
    String description;

    @Enumerated(EnumType.STRING)
    @Column(name = "vm_state")
    VmState vmState;

    @Enumerated(EnumType.STRING)
    @Column(name = "task_state")
    TaskState taskState;

    @Column(name = "power_state")
    int powerState;

    int progress;
    boolean locked;

    /** {@code owner} or {@code admin}. */
    @Column(name = "locked_by")
    String lockedBy;

    @Column(name = "image_id")
    UUID imageId;

    @Column(name = "image_name")
    String imageName;

    @Column(name = "flavor_id")
    String flavorId;

    @Column(name = "flavor_name")
    String flavorName;

    @Column(name = "flavor_number")
    long flavorNumber;

    int vcpus;

    @Column(name = "memory_mb")
    int memoryMb;

    @Column(name = "root_gb")
    int rootGb;

    @Column(name = "ephemeral_gb")
    int ephemeralGb;

    @Column(name = "swap_mb")
    int swapMb;

    @Convert(converter = StringMapColumn.class)
    @Column(name = "extra_specs")
    Map<String, String> extraSpecs;

    @Column(name = "key_name")
    String keyName;

    @Column(name = "public_key")
    String publicKey;

    @Column(name = "user_data")
    String userData;

    @Column(name = "config_drive")
    boolean configDrive;

    @Column(name = "disk_config")
    String diskConfig;

    @Column(name = "access_ip_v4")
    String accessIpV4;

    @Column(name = "access_ip_v6")
    String accessIpV6;

    @Convert(converter = StringMapColumn.class)
    Map<String, String> metadata;

    @Convert(converter = StringListColumn.class)
    @Column(name = "security_groups")
    List<String> securityGroups;

    long generation;

    /** The newest order that its host was given. */
    @Column(name = "last_order")
    long lastOrder;

    String host;

    @Column(name = "availability_zone")
    String availabilityZone;

    /** What the network service told last: the source of {@code addresses}. */
    @Convert(converter = BoundPortsColumn.class)
    List<BoundPort> ports;

    /** When somebody last began to look for another host for it. */
    @Column(name = "move_tried_at")
    Instant moveTriedAt;

    @Column(name = "fault_code")
    Integer faultCode;

    @Column(name = "fault_message")
    String faultMessage;

    @Column(name = "fault_details")
    String faultDetails;

    @Column(name = "fault_at")
    Instant faultAt;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "launched_at")
    Instant launchedAt;

    @Column(name = "terminated_at")
    Instant terminatedAt;

    @Column(name = "deleted_at")
    Instant deletedAt;

    ServerStatus status() {
        return ServerStatus.of(vmState, taskState);
    }

    /** The name that a hypervisor knows it by. */
    String instanceName() {
        return "instance-%08x".formatted(number);
    }

    public FlavorSpec flavor() {
        return new FlavorSpec(
                flavorId, flavorNumber, flavorName, vcpus, memoryMb, rootGb, ephemeralGb, swapMb, extraSpecs);
    }

    /** What is needed to build it once more, with the ports that it has. */
    public BootOrder orderAgain(Optional<ImageInfo> image) {
        return orderAgain(image, flavor());
    }

    /** The same with another size. */
    public BootOrder orderAgain(Optional<ImageInfo> image, FlavorSpec flavor) {
        return new BootOrder(
                projectId,
                userId,
                name,
                hostname,
                flavor,
                image,
                configDrive,
                Optional.ofNullable(availabilityZone),
                Optional.empty(),
                securityGroups,
                ports.stream()
                        .map(port -> new ServerPorts.Wanted(
                                port.portId(),
                                !port.madeForServer(),
                                port.networkId(),
                                Optional.empty(),
                                Optional.empty()))
                        .toList());
    }

    public Optional<UUID> image() {
        return Optional.ofNullable(imageId);
    }

    public Optional<String> host() {
        return Optional.ofNullable(host);
    }

    public Optional<String> zone() {
        return Optional.ofNullable(availabilityZone);
    }

    public long generation() {
        return generation;
    }

    public UUID id() {
        return id;
    }

    public String projectId() {
        return projectId;
    }

    public List<BoundPort> ports() {
        return ports;
    }

    public String userId() {
        return userId;
    }

    /** GiB; 0 for as large as the image. */
    public int rootGb() {
        return rootGb;
    }

    public String name() {
        return name;
    }

    public String availabilityZone() {
        return availabilityZone == null ? "nova" : availabilityZone;
    }

    /** What went wrong last. */
    public Optional<String> fault() {
        return Optional.ofNullable(faultMessage);
    }

    public boolean isLockedByAdmin() {
        return "admin".equals(lockedBy);
    }

    public VmState vmState() {
        return vmState;
    }

    public Optional<TaskState> taskState() {
        return Optional.ofNullable(taskState);
    }

    /** What its host is told: the newest order, about the guest that it has now. */
    public GuestOrder order() {
        return new GuestOrder(id, generation, lastOrder);
    }

    /** A locked server does not change at the hands of its owner; administrators know what they do. */
    public void requireUnlockedFor(RequestContext who) {
        if (locked && !who.isAdmin()) {
            throw Fault.conflict("Instance %s is locked".formatted(id));
        }
    }

    /** It is in one of these states, has run before, and nothing is being done to it. */
    public void requireIn(Set<VmState> states, String action) {
        if (!states.contains(vmState)) {
            throw ServerService.wrongState(action, id, vmState);
        }
        if (taskState != null) {
            throw Fault.conflict(
                    "Cannot '%s' instance %s while it is in task_state %s".formatted(action, id, taskState.wireName()));
        }
        if (launchedAt == null) {
            throw Fault.conflict("Cannot '%s' instance %s while it is in launched_at None".formatted(action, id));
        }
    }

    /** The host that its guest is on. */
    public String requireHost() {
        if (host == null) {
            throw Fault.conflict("Instance %s is not on any host yet, or not any more.".formatted(id));
        }
        return host;
    }
}
