package io.caelum.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.cloud.CloudUser;
import io.caelum.launcher.process.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A load, faults that befall the stack meanwhile, and what must be true afterwards. */
final class Trial implements AutoCloseable {

    /** The aim is 15 s; on a slow machine it may be more, and the table tells. */
    private static final Duration RECOVERED = Duration.ofMinutes(2);

    /** So long without an error is served as before. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final Duration HEALED = Duration.ofSeconds(60);
    private static final Duration BETWEEN_AUDITS = Duration.ofSeconds(2);

    private final RunningStack stack;
    private final Api admin;
    private final Api user;
    private final Ingredients ingredients;
    private final Bystanders bystanders;
    private final Load load;
    private final List<Outage> outages = new ArrayList<>();

    private Trial(RunningStack stack) {
        this.stack = stack;
        awaitLogIns(stack.gateway());
        this.admin = stack.api(CloudUser.ADMIN);
        this.user = stack.api(CloudUser.DEMO);
        this.ingredients = Ingredients.make(admin, user);
        this.bystanders = Bystanders.boot(stack, user, ingredients);
        // so long that boots pile up at the hosts, and every fault finds some in each of their steps
        stack.simulateEverywhere("spawn-latency-ms=1500", "destroy-latency-ms=200");
        this.load = Load.begin(user, ingredients);
    }

    /** Keycloak has to find its database again that another trial took away. Only it can say that nobody is nobody. */
    static void awaitLogIns(String gateway) {
        var nobody = Api.login("nobody", "secret", "demo");
        boolean possible = Patience.until(
                HEALED,
                () -> Api.anonymous(gateway)
                                .post("/identity/v3/auth/tokens", nobody)
                                .status()
                        == 401);
        assertThat(possible).as("Keycloak is asked").isTrue();
    }

    static Trial begin(RunningStack stack) {
        return new Trial(stack);
    }

    /** Returns when users are served again as before. */
    void befall(Fault fault, Duration lasts) {
        long begun = System.nanoTime();
        try {
            fault.begin();
            Patience.pause(lasts);
        } finally {
            fault.heal();
        }
        long back = System.nanoTime();
        if (!Patience.until(RECOVERED, () -> isServedSince(back))) {
            throw new AssertionError("%s after %s was healed, users are not served; under way: %s"
                    .formatted(RECOVERED, fault.name(), load.journal().underWay()));
        }
        var exchanges = load.traffic().between(begun, System.nanoTime()).toList();
        var outage = new Outage(fault, begun, back, lastTrouble(back), exchanges);
        outages.add(outage);
        System.out.println(outage);
    }

    private boolean isServedSince(long back) {
        return load.journal().isAcceptedSince(back)
                && load.journal().isActiveSince(back)
                && load.traffic().isQuietSince(System.nanoTime() - QUIET.toNanos());
    }

    /** The last error, or the first boot that was accepted, or the first that ended well: whatever was latest. */
    private long lastTrouble(long back) {
        return Math.max(
                load.traffic().lastErrorSince(back),
                Math.max(load.journal().firstAcceptedSince(back), load.journal().firstActiveSince(back)));
    }

    List<Outage> outages() {
        return List.copyOf(outages);
    }

    /** Every accepted server runs, or failed with a reason, or is gone; none is there twice; nothing is left over. */
    void endsWell() {
        load.settle();
        Verdict verdict = Verdict.of(stack, user, load, outages);
        outages.forEach(outage -> FaultTable.add(outage, verdict));
        assertThat(verdict.complaints()).isEmpty();
        assertThat(bystanders.harm()).isEmpty();
        auditFindsNothing();
        load.clear();
        bystanders.delete();
        assertThat(ingredients.ports(user)).as("ports").isEmpty();
        auditFindsNothing();
    }

    private void auditFindsNothing() {
        long end = System.nanoTime() + HEALED.toNanos();
        RunningStack.Audit audit = stack.audit();
        while (!audit.isSound() && System.nanoTime() < end) {
            Patience.pause(BETWEEN_AUDITS);
            audit = stack.audit();
        }
        assertThat(audit.status()).as(audit.report()).isZero();
    }

    /** Takes away what a failed trial has left, too, as far as that can be done. */
    @Override
    public void close() {
        load.close();
        stack.simulateEverywhere();
        ingredients.remove(admin, user);
    }
}
