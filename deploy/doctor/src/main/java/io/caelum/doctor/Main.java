package io.caelum.doctor;

import io.caelum.doctor.repair.Orders;
import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.repair.RepairRound;
import io.caelum.doctor.sight.Places;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.BusSettings;
import io.caelum.platform.bus.RabbitBus;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What deploy/stack doctor runs, and a container can. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Audits the whole cloud: changes nothing unless it is told to repair.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {" 0:sound", " 1:there are breaches", " 2:no breach was seen, but not everything could be seen"})
final class Main implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
    /** As long as the cloud takes to mend what it can. */
    private static final Duration HEALING = Duration.ofSeconds(60);

    @Option(
            names = "--await",
            paramLabel = "SECONDS",
            description = "looks again and again, for so long at most, until the cloud is sound")
    int await;

    @Option(names = "--repair", description = "has what is broken repaired by those who own it")
    boolean repair;

    @Option(names = "--dry-run", description = "only says what --repair would do")
    boolean dryRun;

    @Option(names = "--json", description = "tells the verdict as JSON")
    boolean json;

    public static void main(String[] arguments) {
        // what it says is its report; libraries have nothing to add
        Logger.getLogger("").setLevel(Level.SEVERE);
        var line = new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("doctor: " + failure.getMessage());
            return Verdict.UNDECIDED;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var places = Places.of(System.getenv());
        // of a process of its own, so that its reply queue is its own
        var settings = BusSettings.of(places.busUrl(), "doctor", "doctor");
        try (Bus bus = new RabbitBus(settings, null, new Tracing(OpenTelemetry.noop()))) {
            CurrentContext.set(RequestContext.system("doctor"));
            var audit = new Audit(() -> places.look(bus), BETWEEN_LOOKS);
            Verdict verdict = awaitUntil(Main::isSound, Duration.ofSeconds(await), audit.run(), audit);
            if (repair || dryRun) {
                verdict = mend(verdict, audit, bus);
            }
            if (json) {
                System.out.println(Report.json(verdict));
            } else {
                new Report(System.out).tell(verdict);
            }
            return verdict.exitCode();
        }
    }

    private Verdict mend(Verdict found, Audit audit, Bus bus) throws InterruptedException {
        PrintStream out = json ? System.err : System.out;
        var round = new RepairRound(out);
        if (dryRun) {
            round.showOnly(found.all());
            return found;
        }
        round.act(found.all(), new Orders(bus));
        return awaitUntil(Main::isLeftToPeople, HEALING, audit.run(), audit);
    }

    private static boolean isSound(Verdict verdict) {
        return verdict.exitCode() == Verdict.SOUND;
    }

    private static boolean isLeftToPeople(Verdict verdict) {
        return verdict.all().allMatch(breach -> breach.repair() instanceof Repair.ByHand);
    }

    private static Verdict awaitUntil(Predicate<Verdict> enough, Duration patience, Verdict first, Audit audit)
            throws InterruptedException {
        Verdict verdict = first;
        Instant end = Instant.now().plus(patience);
        while (!enough.test(verdict) && Instant.now().isBefore(end)) {
            Thread.sleep(BETWEEN_LOOKS);
            verdict = audit.run();
        }
        return verdict;
    }
}
