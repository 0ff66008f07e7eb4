package io.caelum.kubernetes;

import static io.caelum.kubernetes.Rendered.containers;
import static io.caelum.kubernetes.Rendered.name;
import static io.caelum.kubernetes.Rendered.part;
import static io.caelum.kubernetes.Rendered.pod;
import static io.caelum.kubernetes.Rendered.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Helm as a library is there for this kind of machine. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ChartTest {

    private static final Set<String> OURS = Set.of(
            "identity-svc",
            "image-svc",
            "network-control",
            "compute-control",
            "api-gateway",
            "compute-worker",
            "network-node");
    private static final Map<String, Object> EVERYTHING_ELSE = Map.of(
            "control.autoscaling.enabled", "false",
            "imageStore.accessMode", "ReadWriteMany",
            "imageStore.storageClass", "shared",
            "postgres.storageClass", "fast",
            "ingress.enabled", "true",
            "ingress.className", "nginx",
            "ingress.tlsSecret", "certificate",
            "images.pullSecrets[0].name", "registry",
            "allowedClients[0].ipBlock.cidr", "192.0.2.0/24");

    private static FakeCluster cluster;
    private static Rendered chart;

    @BeforeAll
    static void render() {
        cluster = new FakeCluster();
        chart = Rendered.with(Map.of());
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void helmFindsNothingToCriticise() {
        var lint = new Helm(Rendered.CHART).lint().strict().call();
        assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
    }

    @Test
    void everyObjectIsOneThatTheClusterAccepts() {
        assertThat(chart.objects()).hasSizeGreaterThan(50).allSatisfy(ClusterApi::accepts);
    }

    @Test
    void soItIsWithEverySettingTheOtherWayRound() {
        var other = Rendered.with(EVERYTHING_ELSE);
        assertThat(other.objects()).hasSizeGreaterThan(50).allSatisfy(ClusterApi::accepts);
        assertThat(other.ofKind("Ingress")).hasSize(1);
        assertThat(other.ofKind("HorizontalPodAutoscaler")).isEmpty();
        assertThat(other.the("Deployment", "image-svc").at("/spec/replicas").asInt())
                .isEqualTo(2);
    }

    /** The schema is worth something: it refuses what is misspelt or missing. */
    @Test
    void theClusterWouldNotAcceptATypingErrorOrAMissingField() throws IOException {
        var json = chart.the("Deployment", "identity-svc").toString();
        var misspelt = new ObjectMapper().readTree(json.replace("readOnlyRootFilesystem", "readonlyRootFilesystem"));
        assertThatThrownBy(() -> ClusterApi.accepts(misspelt)).hasMessageContaining("readonlyRootFilesystem");
        var incomplete = new ObjectMapper().readTree(json.replace("\"selector\"", "\"minReadySeconds\""));
        assertThatThrownBy(() -> ClusterApi.accepts(incomplete)).isInstanceOf(AssertionError.class);
    }

    @Test
    void settingsThatTheChartDoesNotKnowAreRefused() {
        assertThatThrownBy(() -> Rendered.with(Map.of("control.replica", "3")))
                .hasMessageContaining("control")
                .hasMessageContaining("replica");
    }

    @Test
    void everyProcessIsThereOnce() {
        var parts = chart.workloads().map(Rendered::part).toList();
        assertThat(parts).doesNotHaveDuplicates().containsAll(OURS).contains("rabbitmq", "keycloak");
        assertThat(parts.stream().filter(part -> part.startsWith("postgres-"))).hasSize(5);
    }

    @Test
    void everyContainerHasProbesAndLimits() {
        assertThat(chart.workloads().flatMap(Rendered::containers)).isNotEmpty().allSatisfy(container -> {
            assertThat(container.has("startupProbe")).isTrue();
            assertThat(container.has("livenessProbe")).isTrue();
            assertThat(container.has("readinessProbe")).isTrue();
            for (var amount :
                    List.of("/resources/requests/cpu", "/resources/requests/memory", "/resources/limits/memory")) {
                assertThat(container.at(amount).asText())
                        .as(container.path("name") + amount)
                        .isNotEmpty();
            }
        });
        assertThat(ours().flatMap(Rendered::containers)).hasSize(7).allSatisfy(container -> {
            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
        });
    }

    @Test
    void noContainerRunsAsRootOrMayMoreThanItNeeds() {
        assertThat(chart.workloads()).isNotEmpty().allSatisfy(workload -> {
            assertThat(pod(workload).at("/securityContext/runAsNonRoot").asBoolean())
                    .isTrue();
            assertThat(pod(workload).at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(pod(workload).path("automountServiceAccountToken").asBoolean(true))
                    .isFalse();
            assertThat(containers(workload)).allSatisfy(container -> {
                var rights = container.path("securityContext");
                assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(rights.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                assertThat(rights.at("/capabilities/add").isMissingNode()).isTrue();
            });
        });
    }

    @Test
    void processesAreKeptWhenNodesAreEmptied() {
        var kept = chart.ofKind("PodDisruptionBudget").map(Rendered::part).collect(Collectors.toSet());
        assertThat(kept).isEqualTo(OURS);
    }

    @Test
    void controlProcessesGrowWithTheirLoad() {
        var scaled = chart.ofKind("HorizontalPodAutoscaler").toList();
        // images are on a volume that one can write to
        assertThat(scaled.stream().map(Rendered::part))
                .containsExactlyInAnyOrder("identity-svc", "network-control", "compute-control", "api-gateway");
        assertThat(scaled).allSatisfy(scaler -> {
            var deployment = chart.the("Deployment", part(scaler));
            assertThat(scaler.at("/spec/scaleTargetRef/name").asText()).isEqualTo(name(deployment));
            assertThat(deployment.at("/spec/replicas").isMissingNode()).isTrue();
        });
        assertThat(Rendered.with(Map.of("imageStore.accessMode", "ReadWriteMany"))
                        .ofKind("HorizontalPodAutoscaler")
                        .map(Rendered::part))
                .contains("image-svc");
    }

    @Test
    void aComputeHostKeepsItsNameAndItsDisk() {
        var hosts = Rendered.with(Map.of("computeHosts.replicas", "5")).the("StatefulSet", "compute-worker");
        assertThat(hosts.at("/spec/replicas").asInt()).isEqualTo(5);
        assertThat(variable(hosts, "CAELUM_HOST")
                        .at("/valueFrom/fieldRef/fieldPath")
                        .asText())
                .isEqualTo("metadata.name");
        assertThat(stream(hosts.at("/spec/volumeClaimTemplates"))).hasSize(1);
        assertThat(hosts.at("/spec/persistentVolumeClaimRetentionPolicy/whenScaled")
                        .asText())
                .isEqualTo("Retain");
    }

    @Test
    void allWhoTakePartInALogInKnowKeycloakByTheAddressThatBrowsersUse() {
        String browsers = "https://login.example.org";
        var known = Rendered.with(Map.of("keycloak.publicUrl", browsers));

        assertThat(value(known, "keycloak", "KC_HOSTNAME")).isEqualTo(browsers);
        assertThat(value(known, "identity-svc", "CAELUM_KEYCLOAK_PUBLIC_URL")).isEqualTo(browsers);
        assertThat(value(known, "api-gateway", "CAELUM_GATEWAY_DASHBOARD_ISSUER"))
                .isEqualTo(browsers + "/realms/caelum");
    }

    private static String value(Rendered rendered, String deployment, String variable) {
        return variable(rendered.the("Deployment", deployment), variable)
                .path("value")
                .asText();
    }

    @Test
    void everyVariableFromASecretIsInOne() {
        assertThat(chart.workloads().flatMap(Rendered::containers).flatMap(container -> stream(container.path("env"))))
                .filteredOn(variable -> variable.at("/valueFrom/secretKeyRef").isObject())
                .isNotEmpty()
                .allSatisfy(variable -> {
                    var reference = variable.at("/valueFrom/secretKeyRef");
                    var secret = chart.ofKind("Secret")
                            .filter(known ->
                                    name(known).equals(reference.path("name").asText()))
                            .findFirst();
                    assertThat(secret).isPresent();
                    assertThat(secret.orElseThrow()
                                    .path("data")
                                    .has(reference.path("key").asText()))
                            .isTrue();
                });
    }

    @Test
    void passwordsAreMadeAnewForEachInstallation() {
        var other = Rendered.with(Map.of());
        var secrets = chart.ofKind("Secret").toList();
        assertThat(secrets)
                .hasSizeGreaterThan(8)
                .allSatisfy(secret -> secret.path("data").properties().forEach(entry -> {
                    assertThat(text(secret, entry.getKey())).hasSizeGreaterThanOrEqualTo(32);
                    assertThat(text(other.the("Secret", part(secret)), entry.getKey()))
                            .isNotEqualTo(text(secret, entry.getKey()));
                }));
    }

    @Test
    void passwordsThatAreInstalledStay() {
        var installed = chart.the("Secret", "users");
        cluster.install(name(installed), installed.toString());
        assertThat(Rendered.with(Map.of()).the("Secret", "users").path("data")).isEqualTo(installed.path("data"));
    }

    @Test
    void theBrokerIsToldTheSameRulesAsElsewhere() throws IOException {
        var json = new ObjectMapper();
        var told = json.readTree(text(chart.the("Secret", "broker"), "definitions.json"));
        var elsewhere =
                json.readTree(Path.of("../config/rabbitmq/definitions.json").toFile());
        assertThat(told.path("policies")).isEqualTo(elsewhere.path("policies"));
        assertThat(text(chart.the("Secret", "bus"), "url"))
                .isEqualTo("rabbit://caelum:%s@cloud-rabbitmq:5672/caelum"
                        .formatted(told.at("/users/0/password").asText()));
    }

    private static java.util.stream.Stream<JsonNode> ours() {
        return chart.workloads().filter(workload -> OURS.contains(part(workload)));
    }

    private static JsonNode variable(JsonNode workload, String name) {
        return containers(workload)
                .flatMap(container -> stream(container.path("env")))
                .filter(variable -> variable.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(JsonNode secret, String key) {
        return new String(
                Base64.getDecoder().decode(secret.path("data").path(key).asText()), StandardCharsets.UTF_8);
    }
}
