package io.caelum.networknode.keep;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.networknode.router.RouterPlans;
import io.caelum.networknode.router.simulated.SimulatedRouters;
import io.caelum.platform.contract.network.RouterPlan;
import io.caelum.testkit.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {

    private record Said(UUID id, long revision, Optional<String> error) {}

    @TempDir
    Path folder;

    private final MovableClock clock = MovableClock.startingAt("2026-01-01T00:00:00Z");
    private final List<Said> said = new ArrayList<>();
    private final RouterPlans router = new RouterPlans();
    private boolean away;
    private SimulatedRouters routers;
    private Keeper<RouterPlan> keeper;

    @BeforeEach
    void start() {
        routers = new SimulatedRouters(folder.resolve("made"));
        var files = new PlanFiles<>(folder.resolve("plans"), PlanKind.ROUTER);
        keeper = new Keeper<>(PlanKind.ROUTER, routers, files, this::hear, clock);
    }

    private void hear(UUID id, long revision, Optional<String> error) {
        if (away) {
            throw new IllegalStateException("nobody serves network-reports");
        }
        said.add(new Said(id, revision, error));
    }

    @Test
    void aPlanIsMadeAndAnsweredEachTimeItComes() {
        RouterPlan plan = router.plan();
        keeper.changed(plan);
        keeper.changed(plan);
        assertThat(routers.present()).containsExactly(plan.routerId());
        assertThat(said).containsExactly(ready(plan), ready(plan));
    }

    @Test
    void plansOutliveTheProcessAndAreMadeWithoutAnybodySayingSo() {
        RouterPlan plan = router.plan();
        keeper.changed(plan);
        routersAreLost(plan);
        start();
        assertThat(keeper.plans()).containsExactly(plan);
        keeper.repair();
        assertThat(routers.present()).containsExactly(plan.routerId());
    }

    @Test
    void messagesThatComeLateDoNoHarm() {
        RouterPlan old = router.plan();
        RouterPlan current = router.plan();
        keeper.changed(current);
        keeper.changed(old);
        keeper.removed(old.routerId(), old.revision());
        assertThat(keeper.plans()).containsExactly(current);

        keeper.removed(current.routerId(), current.revision());
        keeper.changed(current);
        assertThat(keeper.plans()).isEmpty();
        assertThat(routers.present()).isEmpty();
    }

    @Test
    void whatIsThereWithoutAPlanGoes() throws NotInPlace {
        routers.ensure(router.plan());
        keeper.repair();
        assertThat(routers.present()).isEmpty();
    }

    @Test
    void whatCannotBeTakenAwayYetIsTakenAwayLater() throws IOException {
        RouterPlan plan = router.plan();
        keeper.changed(plan);
        behaves("remove.failure=busy");
        keeper.removed(plan.routerId(), plan.revision());
        assertThat(routers.present()).isNotEmpty();
        behaves("");
        keeper.repair();
        assertThat(routers.present()).isEmpty();
    }

    @Test
    void aFailureIsReportedOnceAndTriedAgain() throws IOException {
        behaves("ensure.failure=no more memory");
        RouterPlan plan = router.plan();
        keeper.changed(plan);
        keeper.repair();
        assertThat(said).containsExactly(new Said(plan.routerId(), plan.revision(), Optional.of("no more memory")));

        behaves("");
        keeper.watch();
        assertThat(said).hasSize(1);
        clock.advance(Duration.ofSeconds(5));
        keeper.watch();
        assertThat(said).hasSize(2).last().isEqualTo(ready(plan));
    }

    @Test
    void aDeviceThatIsNotThereYetIsNoFailure() throws IOException {
        behaves("ensure.waits-for=the device qr-1");
        RouterPlan plan = router.plan();
        keeper.changed(plan);
        assertThat(said).isEmpty();
        behaves("");
        clock.advance(Duration.ofSeconds(1));
        keeper.watch();
        assertThat(said).containsExactly(ready(plan));
    }

    @Test
    void whatControlDidNotHearItIsToldAgain() {
        away = true;
        RouterPlan plan = router.plan();
        keeper.changed(plan);
        away = false;
        keeper.repair();
        keeper.repair();
        assertThat(said).containsExactly(ready(plan));
    }

    @Test
    void comparingTakesUpWhatIsNewAndTakesAwayWhatIsGone() {
        RouterPlan gone = router.plan();
        RouterPlan fresh = new RouterPlans().plan();
        keeper.changed(gone);
        keeper.compare(keeper.plans(), List.of(fresh));
        assertThat(keeper.plans()).containsExactly(fresh);
        assertThat(routers.present()).containsExactly(fresh.routerId());
    }

    @Test
    void aPlanThatCameWhileControlWasAskedIsNoLeftover() {
        List<RouterPlan> before = keeper.plans();
        RouterPlan plan = router.plan();
        keeper.changed(plan);
        keeper.compare(before, List.of());
        assertThat(keeper.plans()).containsExactly(plan);
    }

    @Test
    void aFileThatIsNoPlanIsPassedOver() throws IOException {
        RouterPlan plan = router.plan();
        keeper.changed(plan);
        Files.writeString(folder.resolve("plans").resolve(UUID.randomUUID() + ".json"), "{ half");
        start();
        assertThat(keeper.plans()).containsExactly(plan);
    }

    private void routersAreLost(RouterPlan plan) {
        try {
            Files.delete(folder.resolve("made").resolve(plan.routerId() + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Said ready(RouterPlan plan) {
        return new Said(plan.routerId(), plan.revision(), Optional.empty());
    }

    private void behaves(String line) throws IOException {
        Files.writeString(folder.resolve("made").resolve("behaviour.properties"), line);
    }
}
