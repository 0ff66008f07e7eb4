package io.caelum.kubernetes;

import static io.caelum.kubernetes.Rendered.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Asks the rendered policies, as a cluster would, who reaches whom. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class NetworkPolicyTest {

    private static final Map<String, String> OWNERS = Map.of(
            "postgres-keycloak", "keycloak",
            "postgres-identity", "identity-svc",
            "postgres-image", "image-svc",
            "postgres-compute", "compute-control",
            "postgres-network", "network-control");

    private static Rendered chart;

    @BeforeAll
    static void render() {
        try (var cluster = new FakeCluster()) {
            chart = Rendered.with(Map.of());
        }
    }

    @Test
    void aDatabaseIsReachedByItsOwnServiceOnly() {
        OWNERS.forEach((database, owner) -> assertThat(parts().filter(part -> reaches(part, database, 5432)))
                .containsExactly(owner));
    }

    @Test
    void aComputeHostReachesTheBrokerAndBytesOfImagesAndNothingElse() {
        assertThat(parts().filter(part -> reaches("compute-worker", part, 5432)))
                .isEmpty();
        assertThat(parts().filter(part -> reaches("compute-worker", part, 5672)))
                .containsExactly("rabbitmq");
        assertThat(parts().filter(part -> reaches("compute-worker", part, 8080)))
                .containsExactly("image-svc");
    }

    @Test
    void everyProcessReachesTheBrokerAndKeycloakDoesNot() {
        assertThat(parts().filter(part -> reaches(part, "rabbitmq", 5672)))
                .containsExactlyInAnyOrder(
                        "identity-svc",
                        "image-svc",
                        "network-control",
                        "compute-control",
                        "api-gateway",
                        "compute-worker",
                        "network-node");
    }

    @Test
    void whoIsOutsideReachesTheGatewayAndTheLogInPageOnly() {
        assertThat(parts().filter(NetworkPolicyTest::isOpen)).containsExactlyInAnyOrder("api-gateway", "keycloak");
        assertThat(isOpenFor("api-gateway", 8080)).isTrue();
        assertThat(isOpenFor("keycloak", 9000)).isFalse();
    }

    @Test
    void outsideCanBeNarrowedToSomeNetworks() {
        try (var cluster = new FakeCluster()) {
            var narrow = Rendered.with(Map.of("allowedClients[0].ipBlock.cidr", "192.0.2.0/24"));
            assertThat(stream(narrow.the("NetworkPolicy", "api-gateway").at("/spec/ingress")))
                    .allSatisfy(rule -> assertThat(rule.path("from")).isNotEmpty());
        }
    }

    @Test
    void aPodWithoutAPolicyOfItsOwnGetsAndSendsNothing() {
        var rest = chart.the("NetworkPolicy", "nothing-else").path("spec");
        assertThat(rest.has("ingress") || rest.has("egress")).isFalse();
        assertThat(stream(rest.path("policyTypes")).map(JsonNode::asText)).containsExactly("Ingress", "Egress");
        assertThat(chart.workloads())
                .allSatisfy(workload -> assertThat(matches(rest.path("podSelector"), labels(Rendered.part(workload))))
                        .isTrue());
    }

    private static Stream<String> parts() {
        return chart.workloads().map(Rendered::part);
    }

    /** Both sides must allow it. */
    private static boolean reaches(String from, String to, int port) {
        return rules(from, "egress").anyMatch(rule -> allows(rule, "to", labels(to), port))
                && rules(to, "ingress").anyMatch(rule -> allows(rule, "from", labels(from), port));
    }

    private static boolean isOpen(String part) {
        return rules(part, "ingress").anyMatch(rule -> rule.path("from").isEmpty());
    }

    private static boolean isOpenFor(String part, int port) {
        return rules(part, "ingress").anyMatch(rule -> rule.path("from").isEmpty() && hasPort(rule, port));
    }

    /** Of all policies that select this part: they add up. */
    private static Stream<JsonNode> rules(String part, String direction) {
        return chart.ofKind("NetworkPolicy")
                .map(policy -> policy.path("spec"))
                .filter(policy -> matches(policy.path("podSelector"), labels(part)))
                .flatMap(policy -> stream(policy.path(direction)));
    }

    private static boolean allows(JsonNode rule, String side, JsonNode labels, int port) {
        boolean peer = rule.path(side).isEmpty()
                || stream(rule.path(side))
                        .anyMatch(allowed -> !allowed.has("ipBlock") && matches(allowed.path("podSelector"), labels));
        return peer && hasPort(rule, port);
    }

    private static boolean hasPort(JsonNode rule, int port) {
        return rule.path("ports").isEmpty()
                || stream(rule.path("ports"))
                        .anyMatch(allowed -> allowed.path("port").asInt() == port);
    }

    private static JsonNode labels(String part) {
        return chart.workloads()
                .filter(workload -> Rendered.part(workload).equals(part))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/metadata/labels");
    }

    private static boolean matches(JsonNode selector, JsonNode labels) {
        assertThat(selector.has("matchExpressions")).isFalse();
        return selector.path("matchLabels").properties().stream()
                .allMatch(wanted -> labels.path(wanted.getKey()).equals(wanted.getValue()));
    }
}
