package io.caelum.launcher.command;

import io.caelum.launcher.Console;
import io.caelum.launcher.doctor.AuditProgram;
import io.caelum.launcher.doctor.Doctor;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.part.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at machine and processes: what runs, what does not, why, and what to do. Then audits the whole cloud:"
                    + " databases, broker, image store and hosts, one against the other. Each breach is named with ids and"
                    + " with what repairs it.",
            "Nothing is changed unless --repair is given."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:everything runs and the cloud is sound",
            " 1:something does not run, or there are breaches",
            " 2:no breach was seen, but not everything could be seen"
        })
final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--repair", description = "has those who own what is broken repair it, and looks again")
    boolean repair;

    @Option(names = "--dry-run", description = "says what --repair would do, and does nothing")
    boolean dryRun;

    @Option(
            names = "--await",
            paramLabel = "SECONDS",
            description = "audits again and again, for so long at most, until the cloud is sound")
    int await;

    @Option(names = "--json", description = "only the audit, as JSON")
    boolean json;

    @Override
    public Integer call() {
        var home = Home.current();
        if (!home.exists()) {
            System.err.println("There is no stack in " + home.root() + "; deploy/stack up makes one.");
            return 2;
        }
        var stack = Stack.of(home.create());
        var doctor = new Doctor(stack, Console.standard());
        boolean runs = json || doctor.everythingRuns();
        if (stack.isDown()) {
            return 2;
        }
        if (!json) {
            Console.standard().title("Audit");
        }
        int audited = new AuditProgram(stack).run(options());
        return runs ? audited : 1;
    }

    private List<String> options() {
        var options = new ArrayList<String>();
        if (repair) {
            options.add("--repair");
        }
        if (dryRun) {
            options.add("--dry-run");
        }
        if (await > 0) {
            options.add("--await=" + await);
        }
        if (json) {
            options.add("--json");
        }
        return options;
    }
}
