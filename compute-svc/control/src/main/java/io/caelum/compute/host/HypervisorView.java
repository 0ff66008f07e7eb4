package io.caelum.compute.host;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Links.Link;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** @param id a number up to 2.52, a UUID from 2.53 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HypervisorView(
        Object id,
        @JsonProperty("hypervisor_hostname") String hypervisorHostname,
        String state,
        String status,
        @JsonUnwrapped Detail detail,
        List<ServerOn> servers) {

    record ServerOn(String name, UUID uuid) {}

    record Detail(
            @JsonProperty("host_ip") String hostIp,
            @JsonProperty("hypervisor_type") String hypervisorType,
            @JsonProperty("hypervisor_version") long hypervisorVersion,
            Service service,
            int vcpus,
            @JsonProperty("vcpus_used") int vcpusUsed,
            @JsonProperty("memory_mb") int memoryMb,
            @JsonProperty("memory_mb_used") int memoryMbUsed,
            @JsonProperty("local_gb") int localGb,
            @JsonProperty("local_gb_used") int localGbUsed,
            @JsonProperty("free_ram_mb") int freeRamMb,
            @JsonProperty("free_disk_gb") int freeDiskGb,
            @JsonProperty("running_vms") int runningVms,
            @JsonProperty("current_workload") int currentWorkload,
            @JsonProperty("disk_available_least") int diskAvailableLeast,
            @JsonProperty("cpu_info") Object cpuInfo) {}

    record Service(
            Object id,
            String host,
            @JsonProperty("disabled_reason") Optional<String> disabledReason) {}

    record One(HypervisorView hypervisor) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Many(
            List<HypervisorView> hypervisors,
            @JsonProperty("hypervisors_links") List<Link> next) {}

    /** @param servers null if they are not to be shown */
    static HypervisorView of(Host host, Instant alive, Asked asked, boolean detailed, List<ServerOn> servers) {
        return new HypervisorView(
                asked.atLeast(2, 53) ? host.hypervisorId : host.number,
                host.name,
                host.isUp(alive) ? "up" : "down",
                host.disabled ? "disabled" : "enabled",
                detailed ? detail(host, asked) : null,
                servers == null || servers.isEmpty() ? null : servers);
    }

    private static Detail detail(Host host, Asked asked) {
        return new Detail(
                host.hostIp,
                host.hypervisorType,
                version(host.hypervisorVersion),
                new Service(
                        asked.atLeast(2, 53) ? host.serviceId : host.number,
                        host.name,
                        Optional.ofNullable(host.disabledReason)),
                host.vcpus,
                host.vcpusUsed,
                host.memoryMb,
                host.memoryMbUsed,
                host.diskGb,
                host.diskGbUsed,
                host.memoryMb - host.memoryMbUsed,
                host.diskGb - host.diskGbUsed,
                host.servers,
                0,
                host.diskGb - host.diskGbUsed,
                asked.atLeast(2, 28) ? Map.of() : "{}");
    }

    /** Nova has one number for a version: 7.2.1 is 7002001. */
    static long version(String text) {
        long number = 0;
        String[] parts = text.split("[^0-9]+");
        for (int i = 0; i < 3; i++) {
            number = number * 1000 + (i < parts.length && !parts[i].isEmpty() ? Integer.parseInt(parts[i]) % 1000 : 0);
        }
        return number;
    }
}
