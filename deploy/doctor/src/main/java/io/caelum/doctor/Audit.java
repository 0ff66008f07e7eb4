package io.caelum.doctor;

import io.caelum.doctor.check.Breach;
import io.caelum.doctor.check.Check;
import io.caelum.doctor.check.Checks;
import io.caelum.doctor.check.Invariant;
import io.caelum.doctor.sight.Sight;
import io.caelum.doctor.sight.Undecided;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Runs all checks; what looks broken counts only if it still does a little later. */
final class Audit {

    private final Supplier<Sight> look;
    private final Duration pause;

    /** @param pause between the two looks: longer than what is just under way takes between two databases */
    Audit(Supplier<Sight> look, Duration pause) {
        this.look = look;
        this.pause = pause;
    }

    Verdict run() throws InterruptedException {
        Round first = round(Checks.ALL);
        if (!first.undecided.isEmpty()) {
            // what it could not see it cannot confirm: another look takes its place
            Thread.sleep(pause);
            first = round(Checks.ALL);
        }
        if (first.breaches.isEmpty()) {
            return verdict(Map.of(), List.copyOf(first.undecided));
        }
        Thread.sleep(pause);
        Round second = round(first.undecided.isEmpty() ? List.copyOf(first.breaches.keySet()) : Checks.ALL);
        return verdict(second.onlySeenBeforeIn(first), List.copyOf(second.undecided));
    }

    private Round round(List<Check> checks) {
        var round = new Round();
        try (Sight sight = look.get()) {
            round.undecided.addAll(sight.hosts().silent());
            for (Check check : checks) {
                round.run(check, sight);
            }
        } catch (Undecided e) {
            round.undecided.add(e.getMessage());
        }
        return round;
    }

    private static Verdict verdict(Map<Check, List<Breach>> found, List<String> undecided) {
        var byInvariant = new EnumMap<Invariant, List<Breach>>(Invariant.class);
        for (Invariant invariant : Invariant.values()) {
            byInvariant.put(invariant, new ArrayList<>());
        }
        found.forEach((check, breaches) -> byInvariant.get(check.invariant()).addAll(breaches));
        return new Verdict(byInvariant, undecided);
    }

    /** One look at everything. */
    private static final class Round {

        private final Map<Check, List<Breach>> breaches = new LinkedHashMap<>();
        private final LinkedHashSet<String> undecided = new LinkedHashSet<>();

        void run(Check check, Sight sight) {
            try {
                List<Breach> found = check.run(sight);
                if (!found.isEmpty()) {
                    breaches.put(check, found);
                }
            } catch (Undecided e) {
                undecided.add(e.getMessage());
            }
        }

        Map<Check, List<Breach>> onlySeenBeforeIn(Round earlier) {
            var lasting = new LinkedHashMap<Check, List<Breach>>();
            breaches.forEach((check, now) -> {
                List<Breach> before = earlier.breaches.getOrDefault(check, List.of());
                lasting.put(
                        check,
                        now.stream()
                                .filter(breach -> before.stream().anyMatch(breach::isSameAs))
                                .toList());
            });
            return lasting;
        }
    }
}
