package io.caelum.compute.server.resize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.testkit.fake.FakeWorker;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A server that goes from the first host to the second one, and how tests see where it is. */
public final class Journeys {

    public static final Duration SOON = Duration.ofSeconds(20);

    private final Cloud cloud;
    private final ComputeApi api = ComputeApi.member("alpha");
    private final ComputeApi admin = ComputeApi.admin();
    private List<FakeWorker> hosts = List.of();

    public Journeys(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Of these the first one has by far the most room, so that servers are built there. */
    public List<FakeWorker> hosts(String... names) {
        hosts = cloud.withHosts(names);
        hosts.getFirst().with(64, 262_144, 4_000).report();
        await().atMost(SOON).until(() -> cloud.number("select max(vcpus) from hosts") == 64);
        return hosts;
    }

    /** What a host says every few seconds. */
    public void hostsReport() {
        hosts.forEach(FakeWorker::report);
    }

    /** With 512 MiB, one VCPU and a disk of 1 GiB. */
    public String boot() {
        String id = api.boot("s1", cloud.image, cloud.network)
                .then()
                .statusCode(202)
                .extract()
                .path("server.id");
        awaitSettled(id, "ACTIVE");
        assertThat(hostOf(id)).isEqualTo("host-1");
        return id;
    }

    public Response resize(String id, String flavor) {
        return api.post("/servers/" + id + "/action", Map.of("resize", Map.of("flavorRef", flavor)));
    }

    public Response act(String id, String action) {
        return api.post("/servers/" + id + "/action", Collections.singletonMap(action, null));
    }

    public Response actAsAdmin(String id, String action, Object arguments) {
        return admin.post("/servers/" + id + "/action", Collections.singletonMap(action, arguments));
    }

    public String hostOf(String id) {
        return admin.show(id).getString("server.'OS-EXT-SRV-ATTR:host'");
    }

    /** It has that status, and nothing is being done to it. */
    public JsonPath awaitSettled(String id, String status) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> admin.show(id),
                        shown -> status.equals(shown.getString("server.status"))
                                && shown.getString("server.'OS-EXT-STS:task_state'") == null);
    }

    /** The server has a guest on this host and on no other. */
    public boolean livesOnlyOn(String host, String id) {
        return hosts.stream()
                .allMatch(one -> one.guests().containsKey(UUID.fromString(id))
                        == one.host().equals(host));
    }

    /** What hosts hold for servers and for migrations: on each as much as these figures of memory say. */
    public void assertHeld(String host, long servers, long memoryMb) {
        assertThat(cloud.number("select servers from hosts where name = '" + host + "'"))
                .as("servers on %s", host)
                .isEqualTo(servers);
        assertThat(cloud.number("select memory_mb_used from hosts where name = '" + host + "'"))
                .as("memory held on %s", host)
                .isEqualTo(memoryMb);
        assertThat(cloud.number("select coalesce(sum(memory_mb), 0) from allocations where host = '" + host + "'"))
                .as("claims on %s", host)
                .isEqualTo(memoryMb);
    }

    public String migrationStatus() {
        return cloud.text("select status from migrations order by number desc limit 1");
    }

    public String fault(String id) {
        return cloud.text("select fault_message from servers where id = '" + id + "'");
    }

    public String portsOf(String id) {
        return cloud.networks.hostOf(UUID.fromString(id)).orElse("nowhere");
    }
}
