package io.caelum.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.doctor.check.Breach;
import io.caelum.doctor.check.Invariant;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Tells a verdict: to people in lines, to programs as JSON. */
final class Report {

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void tell(Verdict verdict) {
        verdict.breaches().forEach(this::tell);
        verdict.undecided().forEach(reason -> out.println("  not decided: " + reason));
        out.println();
        out.println(summary(verdict));
    }

    private void tell(Invariant invariant, List<Breach> breaches) {
        out.printf("  %s %s %s%n", breaches.isEmpty() ? "ok:    " : "BROKEN:", invariant, invariant.sentence());
        for (Breach breach : breaches) {
            out.printf("    %s: %s%n", breach.kind(), breach.sentence());
            out.printf("      -> %s%n", breach.repair().words());
        }
    }

    private static String summary(Verdict verdict) {
        return switch (verdict.exitCode()) {
            case Verdict.SOUND -> "The cloud is sound.";
            case Verdict.UNDECIDED -> "No breach was found, but not everything could be seen.";
            default -> "%d breach(es) were found.".formatted(verdict.count());
        };
    }

    /** Everything in one document. */
    static String json(Verdict verdict) {
        var breaches = verdict.breaches().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(breach -> Map.of(
                                "invariant", entry.getKey().name(),
                                "kind", breach.kind(),
                                "subject", breach.subject(),
                                "sentence", breach.sentence(),
                                "repair", breach.repair().words())))
                .toList();
        var document = Map.of(
                "sound", verdict.exitCode() == Verdict.SOUND, "breaches", breaches, "undecided", verdict.undecided());
        return new ObjectMapper().valueToTree(document).toPrettyString();
    }
}
