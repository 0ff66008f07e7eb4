package io.caelum.compute.host;

import static io.caelum.compute.policy.ComputePolicy.HYPERVISORS;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Available;
import io.caelum.compute.http.Ids;
import io.caelum.compute.http.Links.Link;
import io.caelum.compute.http.Query;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

@Path("/v2.1/os-hypervisors")
class HypervisorResource {

    private static final int MAXIMUM = 1000;

    private final Db db;
    private final Hosts hosts;
    private final Asked asked;

    HypervisorResource(Db db, Hosts hosts, Asked asked) {
        this.db = db;
        this.hosts = hosts;
        this.asked = asked;
    }

    @GET
    public Uni<HypervisorView.Many> list(@Context UriInfo uri) {
        return list(Query.of(uri), "os-hypervisors", false);
    }

    @GET
    @Path("detail")
    public Uni<HypervisorView.Many> detail(@Context UriInfo uri) {
        return list(Query.of(uri), "os-hypervisors/detail", true);
    }

    private Uni<HypervisorView.Many> list(Query query, String collection, boolean detailed) {
        HYPERVISORS.check();
        Page page = asked.atLeast(2, 33) ? query.page(MAXIMUM) : new Page(MAXIMUM, Optional.empty());
        Optional<String> pattern = asked.atLeast(2, 53) ? query.first("hypervisor_hostname_pattern") : Optional.empty();
        boolean withServers =
                asked.atLeast(2, 53) && query.truth("with_servers").orElse(false);
        return db.read(tx -> hosts.all(tx)
                .map(all -> matching(all, pattern))
                .map(all -> after(all, page.marker()))
                .map(all -> all.stream().limit(page.limit()).toList())
                .chain(shown -> views(tx, shown, detailed, withServers)
                        .map(views -> new HypervisorView.Many(views, next(query, collection, page, shown)))));
    }

    private List<Host> matching(List<Host> all, Optional<String> pattern) {
        List<Host> found = all.stream()
                .filter(host -> pattern.isEmpty() || host.name.contains(pattern.get()))
                .toList();
        if (pattern.isPresent() && found.isEmpty()) {
            throw Fault.notFound("No hypervisor matching '%s' could be found.".formatted(pattern.get()));
        }
        return found;
    }

    private List<Host> after(List<Host> all, Optional<String> marker) {
        if (marker.isEmpty()) {
            return all;
        }
        Host last = all.stream()
                .filter(isNamed(marker.get()))
                .findFirst()
                .orElseThrow(() -> Fault.badRequest("marker [%s] not found".formatted(marker.get())));
        return all.stream().filter(host -> host.number > last.number).toList();
    }

    private List<Link> next(Query query, String collection, Page page, List<Host> shown) {
        return asked.atLeast(2, 33) && !shown.isEmpty() && shown.size() == page.limit()
                ? asked.links().next(collection, query.asMap(), idOf(shown.getLast()))
                : null;
    }

    private String idOf(Host host) {
        return asked.atLeast(2, 53) ? host.hypervisorId.toString() : String.valueOf(host.number);
    }

    private Predicate<Host> isNamed(String id) {
        return host -> idOf(host).equals(id);
    }

    private Uni<List<HypervisorView>> views(Tx tx, List<Host> shown, boolean detailed, boolean withServers) {
        Instant alive = hosts.alive();
        Uni<Map<String, List<HypervisorView.ServerOn>>> servers =
                withServers ? hosts.serversOn(tx) : Uni.createFrom().item(Map.of());
        return servers.map(on -> shown.stream()
                .map(host -> HypervisorView.of(
                        host, alive, asked, detailed, withServers ? on.getOrDefault(host.name, List.of()) : null))
                .toList());
    }

    @GET
    @Path("statistics")
    public Uni<Statistics.One> statistics() {
        HYPERVISORS.check();
        return db.read(hosts::all).map(all -> new Statistics.One(Statistics.of(all)));
    }

    record Statistics(
            int count,
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
            @JsonProperty("disk_available_least") int diskAvailableLeast) {

        record One(@JsonProperty("hypervisor_statistics") Statistics statistics) {}

        static Statistics of(List<Host> all) {
            List<Host> enabled = all.stream().filter(host -> !host.disabled).toList();
            int memory = sum(enabled, host -> host.memoryMb);
            int memoryUsed = sum(enabled, host -> host.memoryMbUsed);
            int disk = sum(enabled, host -> host.diskGb);
            int diskUsed = sum(enabled, host -> host.diskGbUsed);
            return new Statistics(
                    enabled.size(),
                    sum(enabled, host -> host.vcpus),
                    sum(enabled, host -> host.vcpusUsed),
                    memory,
                    memoryUsed,
                    disk,
                    diskUsed,
                    memory - memoryUsed,
                    disk - diskUsed,
                    sum(enabled, host -> host.servers),
                    0,
                    disk - diskUsed);
        }

        private static int sum(List<Host> hosts, ToIntFunction<Host> figure) {
            return hosts.stream().mapToInt(figure).sum();
        }
    }

    @GET
    @Path("{id}")
    public Uni<HypervisorView.One> show(String id, @Context UriInfo uri) {
        HYPERVISORS.check();
        boolean withServers =
                asked.atLeast(2, 53) && Query.of(uri).truth("with_servers").orElse(false);
        return db.read(tx -> require(tx, id).chain(host -> views(tx, List.of(host), true, withServers)))
                .map(views -> new HypervisorView.One(views.getFirst()));
    }

    private Uni<Host> require(Tx tx, String id) {
        if (asked.atLeast(2, 53) && Ids.parse(id).isEmpty()) {
            throw Fault.badRequest("Invalid uuid %s".formatted(id));
        }
        return hosts.all(tx)
                .map(all -> all.stream()
                        .filter(isNamed(id))
                        .findFirst()
                        .orElseThrow(
                                () -> Fault.notFound("Hypervisor with ID '%s' could not be found.".formatted(id))));
    }

    @GET
    @Path("{pattern}/search")
    @Available(until = "2.52")
    public Uni<HypervisorView.Many> search(String pattern) {
        HYPERVISORS.check();
        return db.read(tx -> hosts.all(tx)
                .map(all -> matching(all, Optional.of(pattern)))
                .chain(found -> views(tx, found, false, false))
                .map(views -> new HypervisorView.Many(views, null)));
    }

    @GET
    @Path("{pattern}/servers")
    @Available(until = "2.52")
    public Uni<HypervisorView.Many> servers(String pattern) {
        HYPERVISORS.check();
        return db.read(tx -> hosts.all(tx)
                .map(all -> matching(all, Optional.of(pattern)))
                .chain(found -> views(tx, found, false, true))
                .map(views -> new HypervisorView.Many(views, null)));
    }

    /** No host tells its load yet. */
    @GET
    @Path("{id}/uptime")
    public Uni<HypervisorView.One> uptime(String id) {
        HYPERVISORS.check();
        return db.read(tx -> require(tx, id))
                .chain(host -> Uni.createFrom()
                        .failure(Fault.notImplemented("Hosts do not report their uptime in this cloud.")));
    }
}
