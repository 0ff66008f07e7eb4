package io.caelum.compute.host;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "hosts")
class Host {

    @Id
    String name;

    Long number;

    @Column(name = "service_id")
    UUID serviceId;

    @Column(name = "hypervisor_id")
    UUID hypervisorId;

    @Column(name = "availability_zone")
    String availabilityZone;

    @Column(name = "hypervisor_type")
    String hypervisorType;

    @Column(name = "hypervisor_version")
    String hypervisorVersion;

    @Column(name = "host_ip")
    String hostIp;

    int vcpus;

    @Column(name = "memory_mb")
    int memoryMb;

    @Column(name = "disk_gb")
    int diskGb;

    @Column(name = "vcpus_used")
    int vcpusUsed;

    @Column(name = "memory_mb_used")
    int memoryMbUsed;

    @Column(name = "disk_gb_used")
    int diskGbUsed;

    int servers;
    boolean disabled;

    @Column(name = "disabled_reason")
    String disabledReason;

    @Column(name = "forced_down")
    boolean forcedDown;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "last_seen")
    Instant lastSeen;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "left_at")
    Instant leftAt;

    boolean isUp(Instant alive) {
        return !forcedDown && leftAt == null && lastSeen.isAfter(alive);
    }
}
