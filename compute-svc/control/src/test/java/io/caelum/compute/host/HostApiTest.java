package io.caelum.compute.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.platform.data.measure.Measures;
import io.caelum.testkit.fake.FakeWorker;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
class HostApiTest {

    @Inject
    Cloud cloud;

    @Inject
    Measures measures;

    @Inject
    MeterRegistry metrics;

    private final ComputeApi admin = ComputeApi.admin();
    private final ComputeApi api = ComputeApi.member("alpha");

    @Test
    void hypervisorsTellWhatTheyHaveAndWhatRunsOnThem() {
        cloud.withHosts("host-1", "host-2");
        String server = api.boot("s1", cloud.image, cloud.network).path("server.id");
        api.awaitStatus(server, "ACTIVE");
        String host = admin.show(server).getString("server.'OS-EXT-SRV-ATTR:host'");

        var found = admin.get("/os-hypervisors/detail?with_servers=true&hypervisor_hostname_pattern=" + host)
                .then()
                .statusCode(200)
                .body("hypervisors[0].memory_mb_used", equalTo(512))
                .body("hypervisors[0].running_vms", equalTo(1))
                .body("hypervisors[0].hypervisor_version", equalTo(1_000_000))
                .body("hypervisors[0].servers[0].uuid", equalTo(server))
                .extract()
                .jsonPath();
        String id = found.getString("hypervisors[0].id");
        admin.get("/os-hypervisors/" + id).then().statusCode(200).body("hypervisor.state", equalTo("up"));
        admin.get("/os-hypervisors/" + UUID.randomUUID()).then().statusCode(404);
        admin.get("/os-hypervisors/17").then().statusCode(400);
        admin.get("/os-hypervisors/statistics")
                .then()
                .statusCode(200)
                .body("hypervisor_statistics.count", equalTo(2))
                .body("hypervisor_statistics.vcpus_used", equalTo(1));
        admin.at("2.52").get("/os-hypervisors/host/servers").then().statusCode(200);
        admin.get("/os-hypervisors/host/servers").then().statusCode(404);
        api.get("/os-hypervisors").then().statusCode(403);
    }

    @Test
    void hostsAndServersAreCounted() {
        cloud.withHosts("host-1", "host-2");
        String server = api.boot("s1", cloud.image, cloud.network).path("server.id");
        api.awaitStatus(server, "ACTIVE");

        measures.measure().await().atMost(Duration.ofSeconds(20));

        assertThat(metrics.get("caelum.hosts").tag("state", "up").gauge().value())
                .isEqualTo(2);
        assertThat(metrics.get("caelum.hosts").tag("state", "down").gauge().value())
                .isNotNegative();
        assertThat(metrics.get("caelum.servers").tag("status", "ACTIVE").gauge().value())
                .isPositive();
    }

    @Test
    void listsOfHypervisorsArePaged() {
        cloud.withHosts("host-1", "host-2", "host-3");

        var first = admin.get("/os-hypervisors?limit=2").jsonPath();
        assertThat(first.getList("hypervisors")).hasSize(2);
        var rest = admin.get("/os-hypervisors?limit=2&marker=" + first.getString("hypervisors[1].id"))
                .jsonPath();
        // In the order in which they were heard of, which is not ours
        var names = new TreeSet<String>(first.getList("hypervisors.hypervisor_hostname"));
        names.addAll(rest.getList("hypervisors.hypervisor_hostname"));
        assertThat(rest.getList("hypervisors")).hasSize(1);
        assertThat(names).containsExactly("host-1", "host-2", "host-3");
    }

    @Test
    void servicesAreDisabledWithAReasonAndGetNoMoreServers() {
        cloud.withHosts("host-1");
        String id = admin.get("/os-services?binary=nova-compute")
                .then()
                .statusCode(200)
                .body("services[0].state", equalTo("up"))
                .extract()
                .path("services[0].id");

        admin.put("/os-services/" + id, Map.of("status", "disabled", "disabled_reason", "repair"))
                .then()
                .statusCode(200)
                .body("service.disabled_reason", equalTo("repair"));
        String server = api.boot("s1", cloud.image, cloud.network).path("server.id");

        assertThat(api.awaitStatus(server, "ERROR").getString("server.fault.message"))
                .contains("0 of 1 host fits: 1 disabled");
        admin.at("2.1")
                .put("/os-services/enable", Map.of("host", "host-1", "binary", "nova-compute"))
                .then()
                .statusCode(200)
                .body("service.status", equalTo("enabled"));
        admin.get("/os-services").then().body("services[0].disabled_reason", nullValue());
        admin.put("/os-services/" + UUID.randomUUID(), Map.of("status", "disabled"))
                .then()
                .statusCode(404);
    }

    @Test
    void aLostHostIsShownAsDownAndNotForgotten() {
        cloud.withHosts("host-1", "host-2");
        String seen = admin.get("/os-services?host=host-1").path("services[0].updated_at");

        cloud.execute("update hosts set last_seen = last_seen - interval '1 hour' where name = 'host-1'");

        admin.get("/os-services?host=host-1")
                .then()
                .body("services[0].state", equalTo("down"))
                .body("services[0].status", equalTo("enabled"))
                .body("services[0].updated_at", lessThan(seen));
        admin.get("/os-hypervisors")
                .then()
                .body("hypervisors.find { it.hypervisor_hostname == 'host-1' }.state", equalTo("down"))
                .body("hypervisors.find { it.hypervisor_hostname == 'host-2' }.state", equalTo("up"));
    }

    @Test
    void aHostThatLeavesGetsNoServersUntilItIsBack() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();

        host.leave();
        admin.get("/os-services").then().body("services[0].state", equalTo("down"));
        String refused = api.boot("s1", cloud.image, cloud.network).path("server.id");
        assertThat(api.awaitStatus(refused, "ERROR").getString("server.fault.message"))
                .contains("0 of 1 host fits: 1 down");
        host.comeBack();

        admin.get("/os-services").then().body("services[0].state", equalTo("up"));
        api.awaitStatus(api.boot("s2", cloud.image, cloud.network).path("server.id"), "ACTIVE");
    }

    @Test
    void aHostForcedDownStaysDownWhateverItReports() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = admin.get("/os-services").path("services[0].id");

        admin.put("/os-services/" + id, Map.of("forced_down", true))
                .then()
                .statusCode(200)
                .body("service.state", equalTo("down"))
                .body("service.forced_down", equalTo(true));
        host.comeBack();

        admin.get("/os-services").then().body("services[0].state", equalTo("down"));
        admin.at("2.11")
                .put(
                        "/os-services/force-down",
                        Map.of("host", "host-1", "binary", "nova-compute", "forced_down", false))
                .then()
                .statusCode(200);
        admin.get("/os-services").then().body("services[0].state", equalTo("up"));
    }

    @Test
    void aHostWithoutServersCanBeForgotten() {
        cloud.withHosts("host-1", "host-2");
        cloud.execute("update hosts set last_seen = last_seen - interval '1 hour' where name = 'host-1'");
        String id = admin.get("/os-services?host=host-1").path("services[0].id");

        admin.delete("/os-services/" + id).then().statusCode(204);

        admin.get("/os-services").then().body("services.host", equalTo(List.of("host-2")));
        admin.delete("/os-services/" + id).then().statusCode(404);
    }

    @Test
    void servicesThatHaveServersStay() {
        cloud.withHosts("host-1");
        api.awaitStatus(api.boot("s1", cloud.image, cloud.network).path("server.id"), "ACTIVE");
        String id = admin.get("/os-services").path("services[0].id");

        admin.delete("/os-services/" + id)
                .then()
                .statusCode(409)
                .body("conflictingRequest.message", containsString("hosting instances"));
        cloud.execute("update hosts set last_seen = last_seen - interval '1 hour'");
        admin.delete("/os-services/" + id).then().statusCode(409);
    }

    @Test
    void zonesAreThoseOfTheHosts() {
        cloud.withHosts("host-1");

        api.get("/os-availability-zone")
                .then()
                .statusCode(200)
                .body("availabilityZoneInfo[0].zoneName", equalTo("nova"))
                .body("availabilityZoneInfo[0].zoneState.available", equalTo(true))
                .body("availabilityZoneInfo[0].hosts", nullValue());
        admin.get("/os-availability-zone/detail")
                .then()
                .statusCode(200)
                .body("availabilityZoneInfo[0].hosts.'host-1'.'nova-compute'.available", equalTo(true));
        api.get("/os-availability-zone/detail").then().statusCode(403);
    }
}
