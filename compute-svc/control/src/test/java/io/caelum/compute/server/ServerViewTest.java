package io.caelum.compute.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.caelum.compute.http.AskedFor;
import io.caelum.platform.contract.network.BoundPort;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerViewTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new Jdk8Module()).setSerializationInclusion(JsonInclude.Include.NON_NULL);

    private static final UUID ID = UUID.fromString("5f7a7d9c-0000-4000-8000-000000000001");

    @ParameterizedTest
    @CsvSource({"2.1, false", "2.1, true", "2.26, false", "2.47, true", "2.60, true"})
    void aServerLooksLikeItsSample(String version, boolean admin) throws IOException {
        JsonNode shown = show(active(), version, admin);

        assertThat(shown).isEqualTo(sample("show@%s%s.json".formatted(version, admin ? "-admin" : "")));
    }

    @Test
    void aFailedServerTellsWhyButNotEverythingToUsers() {
        Server server = active();
        server.vmState = VmState.ERROR;
        server.host = null;
        server.faultCode = 500;
        server.faultMessage = "No valid host was found. 0 of 3 hosts fit: 3 disabled.";
        server.faultDetails = "Failed step: place";
        server.faultAt = Instant.parse("2026-11-23T06:58:00Z");

        assertThat(show(server, "2.1", false).at("/server/fault").toString())
                .isEqualTo(
                        "{\"code\":500,\"created\":\"2026-11-23T06:58:00Z\",\"message\":\"No valid host was found. 0 of 3 hosts fit: 3 disabled.\"}");
        assertThat(show(server, "2.1", true).at("/server/fault/details").asText())
                .isEqualTo("Failed step: place");
        assertThat(show(server, "2.1", false).at("/server/progress").isMissingNode())
                .isTrue();
        assertThat(show(server, "2.1", false).at("/server/hostId").asText()).isEmpty();
    }

    @Test
    void theHostIdTellsProjectsApart() {
        Server one = active();
        Server other = active();
        other.projectId = "other";

        assertThat(ServerView.hostId(one)).hasSize(56).isNotEqualTo(ServerView.hostId(other));
    }

    private static JsonNode show(Server server, String version, boolean admin) {
        var viewer = new ServerView.Viewer(
                AskedFor.version(version), admin, Map.of(server.id, List.of("blue")), Map.of("host-1", "UP"));
        return JSON.valueToTree(new ServerView.One(ServerView.of(server, viewer)));
    }

    private static JsonNode sample(String name) throws IOException {
        try (var file = ServerViewTest.class.getResourceAsStream("/samples/server/" + name)) {
            return JSON.readTree(file);
        }
    }

    private static Server active() {
        var server = new Server();
        server.id = ID;
        server.number = 17L;
        server.projectId = "6f70656e737461636b20342065766572";
        server.userId = "fake";
        server.reservationId = "r-3fhpjulh";
        server.name = "new-server-test";
        server.hostname = "new-server-test";
        server.description = null;
        server.vmState = VmState.ACTIVE;
        server.powerState = 1;
        server.progress = 100;
        server.imageId = UUID.fromString("70a599e0-31e7-49b7-b260-868f441e862b");
        server.flavorId = "1";
        server.flavorName = "m1.tiny";
        server.vcpus = 1;
        server.memoryMb = 512;
        server.rootGb = 1;
        server.extraSpecs = Map.of("hw:numa_nodes", "1");
        server.diskConfig = "AUTO";
        server.accessIpV4 = "1.2.3.4";
        server.metadata = Map.of("My Server Name", "Apache1");
        server.securityGroups = List.of("default");
        server.host = "host-1";
        server.availabilityZone = "nova";
        server.ports = List.of(new BoundPort(
                UUID.fromString("5f7a7d9c-0000-4000-8000-000000000002"),
                UUID.fromString("5f7a7d9c-0000-4000-8000-000000000003"),
                "private",
                "00:0c:29:0d:11:74",
                1450,
                "ovs",
                true,
                true,
                List.of(new BoundPort.FixedIp(
                        UUID.fromString("5f7a7d9c-0000-4000-8000-000000000004"), "192.168.1.30", 4))));
        server.createdAt = Instant.parse("2026-11-23T06:57:09Z");
        server.updatedAt = Instant.parse("2026-11-23T06:57:16Z");
        server.launchedAt = Instant.parse("2026-11-23T06:57:16.123456Z");
        return server;
    }
}
