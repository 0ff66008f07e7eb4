package io.caelum.acceptance.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.acceptance.stack.Why;
import io.caelum.launcher.cloud.CloudUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is broken on the way to a guest is named, with what to do: by the API, and by {@code deploy/stack why}. The agents
 * would mend most of it before anybody could ask, so here they look for something to mend only every ten minutes; at the end
 * they are as always, and what is still broken then is mended.
 */
@Tag("guests")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReachabilityTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Map<String, String> WITHOUT_REPAIRS = Map.of(
            "CAELUM_NETWORK_AGENT_COMPARE_EVERY", "PT10M",
            "CAELUM_NETWORK_NODE_REPAIR_EVERY", "PT10M",
            "CAELUM_NETWORK_NODE_COMPARE_EVERY", "PT10M",
            "CAELUM_NETWORK_NODE_WATCH_EVERY", "PT10M");

    private Field field;
    private Way way;

    @BeforeAll
    void aGuestWithAFloatingAddress(@TempDir Path files) {
        field = new Field(files);
        way = new Way(field);
        field.awaitBoot(way.server);
        field.outside.awaitPing(way.floating);
        field.stack.restartWith(way.host, WITHOUT_REPAIRS);
        field.stack.restartWith(Way.NODE, WITHOUT_REPAIRS);
        awaitAllIsWell();
    }

    @AfterAll
    void takeAway() {
        field.clear();
    }

    @Test
    @Order(1)
    void allIsWellAndSaidSo() {
        var said = Why.about(way.floating, Map.of());
        assertThat(said.status()).as(said.output()).isZero();
        assertThat(said.output()).contains("All is well");
        for (String hop : List.of(
                "guest", "tap", "security-group", "uplink", "dhcp-lease", "arp", "router", "nat", "gateway", "mtu")) {
            assertThat(said.output()).containsPattern("(?m)^  ok +" + hop + " ");
        }
        assertThat(said.output()).contains(way.fixed, "Whole packets of");
    }

    @Test
    @Order(2)
    void theApiSaysTheSame() {
        JsonNode path = path();
        assertThat(path.path("ok").asBoolean()).as(path.toPrettyString()).isTrue();
        assertThat(path.path("hops").findValuesAsText("hop")).contains("guest", "arp", "nat", "metadata");
        assertThat(path.path("hops").findValuesAsText("state")).containsOnly("ok");
    }

    @Test
    @Order(2)
    void itsOwnerMayAskByIdAndWhatIsNotThereIsSaid() {
        String id = idOfFloating();
        var demo = Why.about(id, field.stack.environment(CloudUser.DEMO));
        assertThat(demo.status()).as(demo.output()).isZero();
        assertThat(Why.about("203.0.113.9", Map.of()).output()).contains("there is no floating address 203.0.113.9");
    }

    List<Seed> seeds() {
        return new Seeds(field, way).thatAreUndone();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Order(3)
    void theHopThatIsBrokenIsNamedWithARemedy(Seed seed) {
        seed.plant().run();
        try {
            isBrokenAt(seed.hop());
        } finally {
            seed.pull().run();
        }
        awaitAllIsWell();
    }

    List<Seed> lastingSeeds() {
        return new Seeds(field, way).thatStay();
    }

    /** Each is nearer to the guest than the one before, which is still there. */
    @ParameterizedTest
    @MethodSource("lastingSeeds")
    @Order(4)
    void ofSeveralFaultsTheOneNearestToTheGuestIsNamed(Seed seed) {
        seed.plant().run();
        isBrokenAt(seed.hop());
    }

    @Test
    @Order(5)
    void anAgentThatIsDeadIsNamedToo() {
        field.stack.kill(way.host);
        isBrokenAt("tap");
    }

    @Test
    @Order(6)
    void theAgentsMendAllThatIsLeft() {
        field.stack.start(way.host);
        field.stack.restartWith(Way.NODE, Map.of());
        awaitAllIsWell();
        field.outside.awaitPing(way.floating);
    }

    private void isBrokenAt(String hop) {
        var said = Why.about(way.floating, Map.of());
        assertThat(said.status()).as(said.output()).isEqualTo(1);
        assertThat(said.output()).containsPattern("(?m)^  broken +" + hop + " ");
        assertThat(said.output()).containsPattern("(?m)^Broken at: " + hop + "\\. Next step: \\S+");
    }

    private void awaitAllIsWell() {
        await("all well").atMost(SOON).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            JsonNode path = path();
            assertThat(path.path("ok").asBoolean()).as(path.toPrettyString()).isTrue();
        });
    }

    private JsonNode path() {
        return Field.required(field.demo.get("/network/v2.0/floatingips/" + idOfFloating() + "/path"), 200)
                .path("path");
    }

    private String idOfFloating() {
        return field.demo
                .get("/network/v2.0/floatingips?floating_ip_address=" + way.floating)
                .body()
                .at("/floatingips/0/id")
                .asText();
    }
}
