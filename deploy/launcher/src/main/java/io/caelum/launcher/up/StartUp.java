package io.caelum.launcher.up;

import io.caelum.launcher.Console;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.build.BuildLock;
import io.caelum.launcher.build.MavenBuild;
import io.caelum.launcher.cloud.Cloud;
import io.caelum.launcher.cloud.CloudUser;
import io.caelum.launcher.home.Secrets;
import io.caelum.launcher.infra.BrokerRules;
import io.caelum.launcher.part.Application;
import io.caelum.launcher.part.Infra;
import io.caelum.launcher.part.JavaService;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.preflight.Finding;
import io.caelum.launcher.preflight.Packages;
import io.caelum.launcher.preflight.Preflight;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts a stack. What does not wait for each other goes in parallel: the build, Keycloak's preparation, PostgreSQL and
 * RabbitMQ; then Keycloak, whose start takes longest, and all services at once, since they wait for each other by
 * themselves.
 */
public final class StartUp {

    private static final Duration INFRA_BOUND = Duration.ofMinutes(3);

    private final Stack stack;
    private final Console console;

    public StartUp(Stack stack, Console console) {
        this.stack = stack;
        this.console = console;
    }

    public void run() {
        check();
        stack.home().create();
        stack.settings().write(stack.home());
        Packages.install(stack.settings().driver(), console, stack.home().log("packages"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            startAll(threads).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        new Watch(stack.parts(), console).untilReady();
        mendRealm();
        new ProviderNetworks(Cloud.as(CloudUser.ADMIN, stack.home()), console).ensure();
    }

    /** identity-svc sets up what it needs in the realm when it starts, so it starts again where something was missing. */
    private void mendRealm() {
        var added = stack.infra().keycloak().mendRealms();
        if (!added.isEmpty()) {
            console.event("the realm was made by an older version; added: " + String.join(", ", added));
            var identity = stack.service("identity-svc");
            identity.stop();
            identity.start();
            new Watch(List.of(identity), console).untilReady();
        }
    }

    private CompletableFuture<Void> startAll(ExecutorService threads) {
        var built =
                CompletableFuture.runAsync(this::buildIfNeeded, threads).thenRunAsync(this::installWhatIsNew, threads);
        var distribution = CompletableFuture.runAsync(this::prepareKeycloak, threads);
        var field = CompletableFuture.runAsync(this::layField, threads);
        var databases = CompletableFuture.runAsync(this::startPostgres, threads);
        var broker = CompletableFuture.runAsync(this::startRabbitMq, threads);
        var keycloak = databases
                .thenCombine(distribution, (one, other) -> one)
                .thenRunAsync(() -> stack.infra().keycloak().start(), threads);
        var services = built.thenCombine(databases, (one, other) -> one)
                .thenCombine(field, (one, other) -> one)
                .thenRunAsync(() -> stack.services().forEach(service -> service.start()), threads);
        return CompletableFuture.allOf(broker, keycloak, services);
    }

    private void check() {
        var findings = new Preflight(stack).findings();
        findings.forEach(finding -> console.line(finding.text()));
        if (findings.stream().anyMatch(Finding::isFatal)) {
            throw new Trouble("nothing was started; see the problems above");
        }
    }

    private void layField() {
        stack.field().ifPresent(field -> {
            if (!field.isLaid()) {
                console.event("making " + field.plan().text());
            }
            field.lay();
        });
    }

    private void buildIfNeeded() {
        if (MavenBuild.isNeeded(stack.checkout(), stack.services())) {
            console.event("building what changed (the first time downloads some 200 MB)");
            new MavenBuild(stack.checkout(), console, stack.home().log("build")).build(stack.services());
            console.event("built");
        }
    }

    private void installWhatIsNew() {
        try (var noBuild = BuildLock.take(stack.checkout(), console)) {
            var outdated = stack.services().stream()
                    .filter(service -> !service.application().isInstalled())
                    .toList();
            outdated.parallelStream().forEach(this::stop);
            outdated.stream().map(JavaService::application).distinct().forEach(Application::install);
        }
    }

    private void stop(JavaService outdated) {
        outdated.process().ifPresent(process -> {
            console.event("%-16s stops, to start again from what was built".formatted(outdated.name()));
            outdated.stop();
        });
    }

    private void prepareKeycloak() {
        var distribution = stack.infra().distribution();
        if (!distribution.isPrepared()) {
            console.event("preparing Keycloak, once (a download of 160 MB and its build step)");
            distribution.prepared(stack.home().log("keycloak-build"));
        }
    }

    private void startRabbitMq() {
        var rabbitMq = stack.infra().rabbitMq();
        rabbitMq.start();
        rabbitMq.awaitReady(INFRA_BOUND);
        rabbitMq.define(BrokerRules.json());
    }

    private void startPostgres() {
        var postgres = stack.infra().postgres();
        postgres.start();
        postgres.awaitReady(INFRA_BOUND);
        var secrets = new Secrets(stack.home());
        for (var database : Infra.DATABASES) {
            postgres.ensureDatabase(database, secrets.ensure("database-" + database));
        }
    }
}
