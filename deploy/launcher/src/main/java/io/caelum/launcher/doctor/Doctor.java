package io.caelum.launcher.doctor;

import io.caelum.launcher.Console;
import io.caelum.launcher.part.Condition;
import io.caelum.launcher.part.Part;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.preflight.Finding;
import io.caelum.launcher.preflight.Packages;
import io.caelum.launcher.preflight.Preflight;
import io.caelum.launcher.process.LogTail;

/** Looks at the machine and the processes; the {@link AuditProgram} looks at what they have made. */
public final class Doctor {

    private final Stack stack;
    private final Console console;

    public Doctor(Stack stack, Console console) {
        this.stack = stack;
        this.console = console;
    }

    /** Tells what it sees. What the machine lacks is only told, since everything may run all the same. */
    public boolean everythingRuns() {
        console.title("Machine");
        machine();
        console.title("Processes");
        if (stack.isDown()) {
            problem("nothing runs", "deploy/stack up starts everything");
            return false;
        }
        boolean runs = true;
        for (Part part : stack.parts()) {
            runs &= isReady(part);
        }
        return runs;
    }

    private void machine() {
        var missing = Packages.missing(stack.settings().driver());
        if (!missing.isEmpty()) {
            problem(
                    "these packages are not installed: " + String.join(" ", missing),
                    "deploy/stack up installs them (as root)");
        }
        var findings = new Preflight(stack).findings();
        findings.forEach(this::tell);
        if (missing.isEmpty() && findings.isEmpty()) {
            console.line("  ok: packages, ports, memory and disk");
        }
    }

    private void tell(Finding finding) {
        problem(finding.cause(), finding.remedy());
    }

    private boolean isReady(Part part) {
        var condition = part.condition();
        switch (condition) {
            case Condition.Ready() -> console.line("  ok: " + part.name());
            case Condition.Starting(var reason) ->
                problem(
                        "%s runs but is not ready: %s".formatted(part.name(), reason),
                        "it goes on waiting by itself; if that lasts: deploy/stack logs " + part.name());
            case Condition.Down(var reason) -> {
                problem("%s %s".formatted(part.name(), reason), "deploy/stack up starts it again");
                console.line(indented(LogTail.of(part.log())));
            }
        }
        return condition.isReady();
    }

    private void problem(String cause, String remedy) {
        console.line("  problem: " + cause);
        console.line("           -> " + remedy);
    }

    private static String indented(String text) {
        return text.indent(13).stripTrailing();
    }
}
