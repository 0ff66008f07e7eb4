package io.caelum.launcher.doctor;

import io.caelum.launcher.Console;
import io.caelum.launcher.part.Condition;
import io.caelum.launcher.part.Part;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.preflight.Finding;
import io.caelum.launcher.preflight.Packages;
import io.caelum.launcher.preflight.Preflight;
import io.caelum.launcher.process.LogTail;

/** Looks at everything and counts the problems. */
public final class Doctor {

    private final Stack stack;
    private final Console console;
    private int problems;

    public Doctor(Stack stack, Console console) {
        this.stack = stack;
        this.console = console;
    }

    /** How many problems there are. */
    public int examine() {
        console.title("Machine");
        machine();
        console.title("Processes");
        if (stack.isDown()) {
            problem("nothing runs", "deploy/stack up starts everything");
        } else {
            stack.parts().forEach(this::process);
            console.title("Queues");
            queues();
        }
        console.line("");
        console.line(problems == 0 ? "No problems were found." : problems + " problem(s) were found.");
        return problems;
    }

    private void machine() {
        var missing = Packages.missing();
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

    private void process(Part part) {
        switch (part.condition()) {
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
    }

    private void queues() {
        if (!stack.infra().rabbitMq().isAlive()) {
            problem("RabbitMQ does not run, so its queues cannot be seen", "deploy/stack up starts it");
            return;
        }
        var queues = Queues.of(stack.infra().rabbitMq());
        queues.idle()
                .forEach(queue -> problem(
                        "nobody takes messages from the queue %s; %d wait in it"
                                .formatted(queue.name(), queue.messages()),
                        "the process that serves it is down or cannot reach RabbitMQ; see above"));
        console.line("  %d queues, %d messages waiting".formatted(queues.count(), queues.messages()));
    }

    private void problem(String cause, String remedy) {
        problems++;
        console.line("  problem: " + cause);
        console.line("           -> " + remedy);
    }

    private static String indented(String text) {
        return text.indent(13).stripTrailing();
    }
}
