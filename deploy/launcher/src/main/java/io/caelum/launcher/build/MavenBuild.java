package io.caelum.launcher.build;

import io.caelum.launcher.Console;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.doctor.AuditProgram;
import io.caelum.launcher.home.Checkout;
import io.caelum.launcher.infra.MavenProgram;
import io.caelum.launcher.part.JavaService;
import io.caelum.launcher.process.Child;
import io.caelum.launcher.process.LogTail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs Maven and tells which module it is at. */
public final class MavenBuild {

    private static final Pattern MODULE =
            Pattern.compile("\\[INFO\\] Building (.*?) \\S+-SNAPSHOT\\s+(\\[\\d+/\\d+\\])");
    private static final int MOST_ERRORS = 30;

    private final Checkout checkout;
    private final Console console;
    private final Path log;
    private final Map<String, String> environment;

    public MavenBuild(Checkout checkout, Console console, Path log) {
        this(checkout, console, log, Map.of());
    }

    private MavenBuild(Checkout checkout, Console console, Path log, Map<String, String> environment) {
        this.checkout = checkout;
        this.console = console;
        this.log = log;
        this.environment = environment;
    }

    public MavenBuild withEnvironment(Map<String, String> added) {
        return new MavenBuild(checkout, console, log, added);
    }

    public static boolean isNeeded(Checkout checkout, List<JavaService> services) {
        return services.stream().anyMatch(service -> !service.application().isBuilt())
                || !Sources.fingerprint(checkout).equals(built(checkout));
    }

    /** Builds all applications, without their tests. */
    public void build(List<JavaService> services) {
        var modules = Stream.concat(
                        services.stream()
                                .map(service -> checkout.root()
                                        .relativize(service.application().module())
                                        .toString()),
                        Stream.of(AuditProgram.MODULE))
                .distinct()
                .toList();
        var fingerprint = Sources.fingerprint(checkout);
        int status = maven(List.of(
                "package", "-T2", "-DskipTests", "-Dspotless.check.skip", "-am", "-pl", String.join(",", modules)));
        if (status != 0) {
            throw new Trouble(
                    "the build failed:\n" + complaints() + "\nall output is in " + log,
                    "mend what they say and run this again");
        }
        remember(fingerprint);
    }

    /** Runs Maven with these arguments and returns its status. */
    public int maven(List<String> arguments) {
        var command = new ArrayList<>(List.of(MavenProgram.find().mvn().toString(), "-B"));
        command.addAll(arguments);
        try {
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(command)
                    .directory(checkout.root().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
            builder.environment().putAll(environment);
            builder.environment().putIfAbsent("MAVEN_OPTS", "-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
            try (var alone = BuildLock.take(checkout, console);
                    var maven = Child.start(builder)) {
                follow(maven.output());
                return maven.waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void follow(InputStream maven) throws IOException {
        try (var output = new BufferedReader(new InputStreamReader(maven, StandardCharsets.UTF_8));
                var file = Files.newBufferedWriter(log)) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                file.write(line);
                file.newLine();
                tell(line);
            }
        }
    }

    /** What Maven complains about, without its general advice; its last words if it was cut short. */
    public String complaints() {
        try (var lines = Files.lines(log)) {
            var errors = lines.filter(line -> line.startsWith("[ERROR]") && !line.startsWith("[ERROR] \tat "))
                    .limit(MOST_ERRORS)
                    .collect(Collectors.joining("\n"));
            return errors.isEmpty() ? LogTail.of(log) : errors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(String line) {
        var module = MODULE.matcher(line);
        if (module.find()) {
            console.event("building %s %s".formatted(module.group(2), module.group(1)));
        } else if (line.startsWith("[ERROR] Tests run:")
                || line.startsWith("[INFO] BUILD")
                || line.startsWith("[ERROR]   ")) {
            console.event(line);
        }
    }

    /** The jars are those of the sources as they are now. */
    public void rememberBuilt() {
        remember(Sources.fingerprint(checkout));
    }

    private void remember(String fingerprint) {
        try {
            Files.createDirectories(stamp(checkout).getParent());
            Files.writeString(stamp(checkout), fingerprint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String built(Checkout checkout) {
        try {
            return Files.readString(stamp(checkout));
        } catch (IOException never) {
            return "";
        }
    }

    private static Path stamp(Checkout checkout) {
        return checkout.root().resolve("target/stack-built");
    }
}
