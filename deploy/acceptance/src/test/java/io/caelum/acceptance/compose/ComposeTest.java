package io.caelum.acceptance.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.acceptance.DashboardStory;
import io.caelum.acceptance.TraceStory;
import io.caelum.acceptance.UserStory;
import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.ComposeStack;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.launcher.cloud.CloudUser;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Each test says how many of everything it needs; the order saves starts. */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeTest {

    private static final Map<String, Integer> FEW = Map.of("compute-worker", 2);
    private static final Map<String, Integer> MANY =
            Map.of("compute-worker", 5, "compute-control", 3, "network-control", 2, "identity-svc", 2);
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final int BOOTS = 50;

    private static ComposeStack stack;
    private static Api demo;
    private static Api admin;
    private static String image;
    private static String flavor;

    @BeforeAll
    static void start() {
        stack = ComposeStack.start();
        demo = stack.api(CloudUser.DEMO);
        admin = stack.api(CloudUser.ADMIN);
        image = Fixtures.image(demo);
        flavor = demo.flavor("m1.tiny");
        assertThat(admin.put(
                                "/compute/v2.1/os-quota-sets/" + demo.projectId(),
                                "application/json",
                                "{\"quota_set\": {\"instances\": 200, \"cores\": 400, \"ram\": 400000}}"
                                        .getBytes(UTF_8))
                        .status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            try {
                allIsDoneWithinTheMemoryThatEachMayHave();
            } finally {
                stack.close();
            }
        }
    }

    /** Asked before containers are taken away, and at the end: a container that is gone tells nothing. */
    private static void allIsDoneWithinTheMemoryThatEachMayHave() {
        for (String container : stack.allContainers()) {
            assertThat(stack.inspect(container, "{{.State.OOMKilled}} {{.RestartCount}}"))
                    .as("killed for lack of memory, and restarts, of " + stack.inspect(container, "{{.Name}}"))
                    .isEqualTo("false 0");
        }
    }

    @Test
    @Order(1)
    void nobodyHasMoreRightsThanNeeded() {
        for (String container : stack.containers()) {
            String name = stack.inspect(container, "{{.Name}}");

            assertThat(stack.inspect(container, "{{.Config.User}}"))
                    .as("user of " + name)
                    .isNotIn("", "0", "root");
            assertThat(stack.inspect(container, "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}"))
                    .as(name)
                    .isEqualTo("true [ALL]");
            assertThat(Long.parseLong(stack.inspect(container, "{{.HostConfig.Memory}}")))
                    .as("memory limit of " + name)
                    .isPositive();
            assertThat(stack.inspect(
                            container, "{{range .NetworkSettings.Ports}}{{range .}}{{.HostIp}} {{end}}{{end}}"))
                    .as("addresses at which " + name + " is published")
                    .matches("(127\\.0\\.0\\.1)?");
        }
    }

    @Test
    @Order(2)
    void workersReachTheBrokerButNoDatabase() {
        String worker = stack.containers("compute-worker").getFirst();

        assertThat(stack.reaches(worker, "rabbitmq", 5672, Duration.ofSeconds(30)))
                .isTrue();
        for (String database : List.of("identity", "image", "compute", "network", "keycloak")) {
            String container = stack.containers("postgres-" + database).getFirst();
            // by its address: the name is not even known there
            String address = stack.inspect(container, "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}");
            assertThat(address).isNotBlank();
            assertThat(stack.reaches(worker, address, 5432, Duration.ofSeconds(3)))
                    .as("postgres-" + database)
                    .isFalse();
        }
    }

    @Test
    @Order(10)
    void bootsEndWellThoughAControlProcessDiesInTheMiddle() throws Exception {
        stack.scale(MANY);
        awaitHosts("up", 5);
        String name = Fixtures.name("boot");

        var accepted = new ConcurrentLinkedQueue<String>();
        var third = new CountDownLatch(BOOTS / 3);
        try (var clients = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < BOOTS; i++) {
                clients.execute(() -> {
                    askForServer(name).ifPresent(accepted::add);
                    third.countDown();
                });
            }
            assertThat(third.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            stack.kill(stack.containers("compute-control").getFirst());
        }

        List<JsonNode> servers = awaitEnds(name);
        // while one of three dies, requests that are at it are lost; what was answered is not
        assertThat(accepted).hasSizeGreaterThan(BOOTS / 2);
        assertThat(servers).hasSizeLessThanOrEqualTo(BOOTS);
        assertThat(servers.stream().map(server -> server.path("id").asText())).containsAll(accepted);
        assertThat(servers)
                .allSatisfy(server -> assertThat(server.path("status").asText().equals("ACTIVE")
                                || !server.at("/fault/message").asText().isEmpty())
                        .as(server.toString())
                        .isTrue());
        var active = servers.stream()
                .filter(server -> server.path("status").asText().equals("ACTIVE"))
                .map(server -> server.path("id").asText())
                .toList();
        var guests = hostsOfGuests(active);
        assertThat(guests.keySet()).containsExactlyInAnyOrderElementsOf(active);
        assertThat(guests)
                .allSatisfy((server, hosts) -> assertThat(hosts).as(server).hasSize(1));
        assertThat(new TreeSet<>(guests.values().stream().flatMap(List::stream).toList()))
                .as("hosts with guests")
                .hasSize(5);
        deleteAll(servers);
    }

    @Test
    @Order(20)
    void aWorkerThatComesBackTakesUpItsGuests() {
        allIsDoneWithinTheMemoryThatEachMayHave();
        stack.scale(FEW);
        awaitHosts("up", 2);
        var servers = List.of(boot(), boot());
        servers.forEach(ComposeTest::awaitActive);
        var before = hostsOfGuests(servers);
        int hosts = hosts().size();

        stack.containers("compute-worker").forEach(stack::kill);
        Instant killed = Instant.now();
        stack.scale(FEW);
        awaitReports(2, killed);

        assertThat(hosts()).as("hosts, no new one among them").hasSize(hosts);
        assertThat(before).hasSize(2);
        assertThat(hostsOfGuests(servers)).isEqualTo(before);
        servers.forEach(ComposeTest::awaitActive);
        servers.forEach(ComposeTest::delete);
        await("no guests any more")
                .atMost(LONG)
                .until(() -> hostsOfGuests(servers).isEmpty());
    }

    @Test
    @Order(30)
    void newHostsGetServersAndThoseThatAreTakenAwayHandThemOver() throws Exception {
        stack.scale(FEW);
        awaitHosts("up", 2);
        var name = Fixtures.name("spread");
        var few = Set.copyOf(stack.containers("compute-worker"));

        try (var scaling = Executors.newSingleThreadExecutor()) {
            var scaled = scaling.submit(() -> stack.scale(Map.of("compute-worker", 5)));
            awaitServersOnHosts(name, 5);
            scaled.get();
        }

        Duration firstServer = Duration.between(startOfNewWorker(few), firstLaunchOnThirdHost(name));
        System.out.printf("A new worker had a running server %d ms after its start%n", firstServer.toMillis());
        // five seconds where nothing else runs, and ten is what is promised; here it is looked for that it gets any
        assertThat(firstServer).isLessThan(Duration.ofMinutes(2));

        var servers = named(name);
        allIsDoneWithinTheMemoryThatEachMayHave();
        Instant taken = Instant.now();
        stack.scale(FEW);
        awaitHosts("up", 2);
        var remaining = hostsIn("up");
        awaitAllOn(name, remaining);
        System.out.printf(
                "%d servers were on 2 hosts %d s after `--scale compute-worker=2`%n",
                servers.size(), Duration.between(taken, Instant.now()).toSeconds());

        assertThat(named(name)).hasSameSizeAs(servers);
        assertThat(hostsOfGuests(servers.stream()
                        .map(server -> server.path("id").asText())
                        .toList()))
                .hasSameSizeAs(servers)
                .allSatisfy((server, hosts) -> assertThat(hosts)
                        .filteredOn(remaining::contains)
                        .as(server)
                        .hasSize(1));
        for (JsonNode service : services()) {
            if (!remaining.contains(service.path("host").asText())) {
                assertThat(service.path("state").asText()).isEqualTo("down");
                assertThat(lastSeen(service)).isBetween(taken.minusSeconds(60), Instant.now());
            }
        }
        assertThat(hosts()).hasSizeGreaterThanOrEqualTo(5);
        deleteAll(named(name));
    }

    @Nested
    class Users extends UserStory {
        Users() {
            super(stack);
        }
    }

    @Nested
    class Traces extends TraceStory {
        Traces() {
            super(stack);
        }
    }

    @Nested
    class Dashboard extends DashboardStory {
        Dashboard() {
            super(stack);
        }
    }

    private static String boot() {
        return demo.createServer(Fixtures.name("server"), image, flavor, "\"none\"");
    }

    private static void awaitHosts(String state, int count) {
        await(count + " hosts " + state)
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> hosts().values().stream().filter(state::equals).count() == count);
    }

    private static void awaitReports(int count, Instant since) {
        await("reports of " + count + " hosts")
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> services().stream()
                                .filter(service -> lastSeen(service).isAfter(since))
                                .count()
                        == count);
    }

    private static Instant lastSeen(JsonNode service) {
        return utc(service.path("updated_at").asText());
    }

    private static Instant utc(String time) {
        return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
    }

    private static Set<String> hostsIn(String state) {
        var found = new TreeSet<String>();
        hosts().forEach((host, now) -> {
            if (now.equals(state)) {
                found.add(host);
            }
        });
        return found;
    }

    /** Asks for a server a second until there are running ones on so many hosts. */
    private static void awaitServersOnHosts(String name, int count) {
        await("servers on " + count + " hosts")
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    askForServer(name);
                    return seenByAdministrator(name).stream()
                                    .filter(ComposeTest::isActive)
                                    .map(ComposeTest::hostOf)
                                    .distinct()
                                    .count()
                            == count;
                });
    }

    private static void awaitAllOn(String name, Set<String> hosts) {
        await("all servers on " + hosts)
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> seenByAdministrator(name).stream()
                        .allMatch(server -> isActive(server) && hosts.contains(hostOf(server))));
    }

    private static boolean isActive(JsonNode server) {
        return server.path("status").asText().equals("ACTIVE");
    }

    private static String hostOf(JsonNode server) {
        return server.path("OS-EXT-SRV-ATTR:host").asText();
    }

    private static Instant startOfNewWorker(Set<String> before) {
        return stack.containers("compute-worker").stream()
                .filter(container -> !before.contains(container))
                .map(container -> Instant.parse(stack.inspect(container, "{{.State.StartedAt}}")))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The first two hosts have run before: the third to get a server is new. */
    private static Instant firstLaunchOnThirdHost(String name) {
        var first = new TreeMap<String, Instant>();
        for (JsonNode server : seenByAdministrator(name)) {
            if (isActive(server)) {
                first.merge(
                        hostOf(server),
                        utc(server.path("OS-SRV-USG:launched_at").asText()),
                        (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return first.values().stream().sorted().skip(2).findFirst().orElseThrow();
    }

    /** State of each host. */
    private static Map<String, String> hosts() {
        var states = new TreeMap<String, String>();
        services()
                .forEach(service -> states.put(
                        service.path("host").asText(), service.path("state").asText()));
        return states;
    }

    private static List<JsonNode> services() {
        var services = new ArrayList<JsonNode>();
        var answer = admin.get("/compute/v2.1/os-services?binary=nova-compute");
        assertThat(answer.status()).isEqualTo(200);
        answer.body().path("services").forEach(services::add);
        return services;
    }

    private static void awaitActive(String server) {
        JsonNode ended = await("server " + server)
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(
                        () -> demo.server(server),
                        shown -> !shown.path("status").asText("BUILD").equals("BUILD"));
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("ACTIVE");
    }

    private static void delete(String server) {
        demo.delete("/compute/v2.1/servers/" + server);
        await("server " + server + " gone")
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> demo.get("/compute/v2.1/servers/" + server).status() == 404);
    }

    /** The id of the server. May be answered with 503, or not at all, when the process that is at it dies. */
    private static Optional<String> askForServer(String name) {
        try {
            var answer = demo.tryCreateServer(name, image, flavor, "\"none\"");
            return answer.status() == 202
                    ? Optional.of(answer.body().at("/server/id").asText())
                    : Optional.empty();
        } catch (UncheckedIOException lost) {
            // then it is in the list or it is not
            return Optional.empty();
        }
    }

    private static List<JsonNode> awaitEnds(String name) {
        return await("no server builds any more")
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(
                        () -> named(name),
                        servers -> !servers.isEmpty()
                                && servers.stream()
                                        .noneMatch(server ->
                                                server.path("status").asText().equals("BUILD")));
    }

    private static List<JsonNode> named(String name) {
        return list(demo, "/compute/v2.1/servers/detail?limit=1000&name=" + name);
    }

    /** With their hosts. */
    private static List<JsonNode> seenByAdministrator(String name) {
        return list(admin, "/compute/v2.1/servers/detail?limit=1000&all_tenants=1&name=" + name);
    }

    private static List<JsonNode> list(Api api, String path) {
        var servers = new ArrayList<JsonNode>();
        var answer = api.get(path);
        assertThat(answer.status()).isEqualTo(200);
        answer.body().path("servers").forEach(servers::add);
        return servers;
    }

    private static Map<String, List<String>> hostsOfGuests(List<String> servers) {
        var hosts = new TreeMap<String, List<String>>();
        for (String guest : stack.guests()) {
            String server = guest.substring(guest.indexOf('/') + 1);
            if (servers.contains(server)) {
                hosts.computeIfAbsent(server, none -> new ArrayList<>()).add(guest.substring(0, guest.indexOf('/')));
            }
        }
        return hosts;
    }

    private static void deleteAll(List<JsonNode> servers) {
        servers.forEach(server ->
                demo.delete("/compute/v2.1/servers/" + server.path("id").asText()));
        await("all gone")
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> named(servers.getFirst().path("name").asText()).isEmpty());
    }
}
