package io.caelum.launcher.test;

import io.caelum.launcher.Console;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.build.MavenBuild;
import io.caelum.launcher.cloud.Cloud;
import io.caelum.launcher.cloud.CloudUser;
import io.caelum.launcher.home.DriverKind;
import io.caelum.launcher.home.Secrets;
import io.caelum.launcher.infra.KeycloakServer;
import io.caelum.launcher.infra.Purpose;
import io.caelum.launcher.infra.TemporaryInfra;
import io.caelum.launcher.part.BusUrl;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.process.Interruption;
import io.caelum.launcher.testimage.Registration;
import io.caelum.launcher.testimage.TestImage;
import io.caelum.launcher.up.StartUp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the quick tests, or the long ones. */
public final class TestRun {

    private static final String ACCEPTANCE = "deploy/acceptance";
    private static final String IN_CONTAINERS = "InfrastructureTest,ImageApiTest,ImageNotificationTest";
    private static final String ACCEPTANCE_TITLE = "Acceptance tests against a running stack";
    private static final int HOSTS = 2;

    private final SideStack side;
    private final Stack stack;
    private final boolean isLong;
    private final Console console;
    /** Those that surefire knows nothing of. */
    private final List<TestResult> audits = new ArrayList<>();

    public TestRun(boolean isLong, Console console) {
        this.isLong = isLong;
        this.console = console;
        this.side = SideStack.open(HOSTS, DriverKind.SIMULATED, Purpose.WORK, console);
        this.stack = side.stack();
    }

    /** True if everything passed. */
    public boolean run() {
        var reports = new Reports(stack.checkout());
        reports.deleteOld();
        boolean passed;
        try (side) {
            passed = modules() & (isLong ? acceptanceAlsoInContainers() : acceptance(stack, ACCEPTANCE_TITLE, tags()));
        }
        if (isLong) {
            passed &= guests();
        }
        var sum = reports.sumWith(audits);
        boolean good = passed && sum.isGood();
        if (good) {
            stack.home().purge();
        } else {
            console.line("Logs are kept in " + stack.home().logs());
        }
        sum.flaky().forEach(test -> console.line("  flaky: " + test));
        sum.failures().forEach(failure -> console.line("  failed: " + failure));
        console.line(sum.text());
        return good;
    }

    private boolean modules() {
        console.title("Tests of each module, on real PostgreSQL, RabbitMQ and Keycloak");
        try (var infra = new TemporaryInfra()) {
            var build = new MavenBuild(stack.checkout(), console, stack.home().log("build"));
            boolean passed = passes(build.withEnvironment(endpoints(infra)), arguments("!" + ACCEPTANCE, tags()));
            if (passed) {
                build.rememberBuilt();
            }
            return passed;
        }
    }

    private Map<String, String> endpoints(TemporaryInfra infra) {
        var postgres = infra.postgres();
        console.event("PostgreSQL for tests is ready");
        var rabbitMq = infra.rabbitMq();
        console.event("RabbitMQ for tests is ready");
        postgres.ensureDatabase("keycloak", "keycloak");
        var keycloak = infra.keycloak(
                new KeycloakServer.Database(
                        "jdbc:postgresql://127.0.0.1:%d/keycloak".formatted(postgres.port()), "keycloak", "keycloak"),
                "keycloak",
                List.of());
        console.event("Keycloak for tests is ready");
        return Map.of(
                "CAELUM_TEST_INFRA", "",
                "CAELUM_TEST_POSTGRES", postgres.endpoint(),
                "CAELUM_TEST_RABBITMQ", rabbitMq.endpoint(),
                "CAELUM_TEST_RABBITMQ_MANAGEMENT", rabbitMq.management(),
                "CAELUM_TEST_KEYCLOAK", keycloak.url().replace("://", "://" + KeycloakServer.ADMIN + ":keycloak@"));
    }

    /** On a stack of its own, after the other is gone: real guests need the machine for themselves. */
    private boolean guests() {
        var field = SideStack.open(HOSTS, DriverKind.QEMU, Purpose.WORK, console);
        boolean passed;
        try (field) {
            passed = acceptance(
                    field.stack(),
                    "Acceptance tests with real guests on real networks",
                    List.of("-Dtest.tags=guests", "-Dtest.excluded.tags=none"));
        }
        if (passed) {
            field.stack().home().purge();
        } else {
            console.line("Logs are kept in " + field.stack().home().logs());
        }
        return passed;
    }

    private void registerTestImage(Stack stack) {
        var image = new TestImage(stack.checkout(), stack.home().log("test-image"), console).file();
        new Registration(Cloud.as(CloudUser.ADMIN, stack.home()), console).register(image);
    }

    private boolean acceptance(Stack stack, String title, List<String> tags) {
        console.title(title + ", in " + stack.home().root());
        try {
            new StartUp(stack, console).run();
            if (stack.field().isPresent()) {
                registerTestImage(stack);
            }
        } catch (Trouble trouble) {
            Interruption.stopHereIfBegun();
            console.line("The stack did not start: " + trouble.getMessage());
            return false;
        }
        console.event("everything is ready");
        var arguments = arguments("deploy/launcher," + ACCEPTANCE, tags);
        // the launcher is here as a dependency; its tests have run
        arguments.addAll(List.of("-Dtest=io.caelum.acceptance.**", "-Dsurefire.failIfNoSpecifiedTests=false"));
        boolean passed = passes(
                new MavenBuild(stack.checkout(), console, stack.home().log("acceptance"))
                        .withEnvironment(credentials(stack)),
                arguments);
        Interruption.stopHereIfBegun();
        // it has not learnt yet what real hosts have
        if (stack.field().isEmpty()) {
            audits.add(new ClosingAudit(stack, isLong, console).run());
        }
        return passed;
    }

    /** Acceptance makes the images, and would take the engine away that it has started itself. */
    private boolean acceptanceAlsoInContainers() {
        try (var engine = DockerEngine.up(stack, console)) {
            return acceptance(stack, ACCEPTANCE_TITLE, tags()) & containers(engine);
        }
    }

    private boolean containers(DockerEngine engine) {
        if (!engine.isUp()) {
            return false;
        }
        console.title("Some tests of services on PostgreSQL, RabbitMQ and Keycloak in containers");
        var before = engine.testContainers();
        var build = new MavenBuild(stack.checkout(), console, stack.home().log("containers"));
        boolean passed = passes(
                build.withEnvironment(Map.of(
                        "CAELUM_TEST_INFRA", "containers",
                        // the tag of the images that the acceptance tests make
                        "CAELUM_TAG", "test",
                        // an image that is not to be had everywhere; we clean up by ourselves
                        "TESTCONTAINERS_RYUK_DISABLED", "true",
                        "TESTCONTAINERS_HOST_OVERRIDE", "localhost")),
                List.of(
                        "test",
                        "-Dsurefire.rerunFailingTestsCount=1",
                        "-Dtest.excluded.tags=none",
                        "-Dspotless.check.skip",
                        "-am",
                        "-pl",
                        "testkit,image-svc",
                        "-Dtest=" + IN_CONTAINERS,
                        "-Dsurefire.failIfNoSpecifiedTests=false"));
        engine.removeTestContainers(before);
        return passed;
    }

    /** A build may also fail for another reason than a test: its format, a compiler's error. */
    private boolean passes(MavenBuild build, List<String> arguments) {
        boolean passed = build.maven(arguments) == 0;
        if (!passed) {
            console.line(build.complaints());
        }
        return passed;
    }

    private static Map<String, String> credentials(Stack stack) {
        var environment = new HashMap<>(CloudUser.DEMO.environment(stack.home()));
        environment.put("CAELUM_HOME", stack.home().root().toString());
        environment.put("CAELUM_CHECKOUT", stack.checkout().root().toString());
        environment.put("CAELUM_GATEWAY", stack.settings().ports().gatewayUrl());
        environment.put(
                "CAELUM_BUS_URL",
                BusUrl.of(new Secrets(stack.home()), stack.settings().ports()));
        return environment;
    }

    private static List<String> arguments(String modules, List<String> tags) {
        // three modules at once: tests wait most of the time. One that fails is tried once more; the summary tells of
        // it
        var arguments = new ArrayList<>(
                List.of("verify", "-T3", "--fail-at-end", "-Dsurefire.rerunFailingTestsCount=1", "-pl", modules));
        arguments.addAll(tags);
        return arguments;
    }

    private List<String> tags() {
        // given in any case: without a stack the acceptance tests leave out those that need one
        return isLong
                ? List.of("-Dtest.tags=long", "-Dtest.excluded.tags=none")
                : List.of("-Dtest.excluded.tags=long | guests | trial");
    }
}
