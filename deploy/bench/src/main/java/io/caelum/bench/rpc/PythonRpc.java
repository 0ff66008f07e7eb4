package io.caelum.bench.rpc;

import io.caelum.bench.measure.Figures;
import io.caelum.bench.measure.Samples;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.process.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The library that OpenStack's services use, with its threading executor. */
public final class PythonRpc implements Side {

    /** Debian's own: another Python on the PATH does not see Debian's packages. */
    private static final String PYTHON =
            Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

    private final Path script;
    private final Process server;
    private final String broker;

    private PythonRpc(Path script, Process server, String broker) {
        this.script = script;
        this.server = server;
        this.broker = broker;
    }

    /** Fails with what to install where the library is missing. */
    public static void require() {
        if (!isThere()) {
            throw new Trouble(
                    PYTHON + " has no oslo_messaging, which is what the bus is compared with",
                    "as root: apt-get install python3-oslo.messaging");
        }
    }

    private static boolean isThere() {
        try {
            return Shell.run(List.of(PYTHON, "-c", "import oslo_messaging")).isSuccess();
        } catch (UncheckedIOException noPython) {
            return false;
        }
    }

    public static PythonRpc start(String broker) {
        try (var source = PythonRpc.class.getResourceAsStream("rpc.py")) {
            var script = Files.createTempFile("bench-rpc-", ".py");
            Files.write(script, source.readAllBytes());
            var server = new ProcessBuilder(PYTHON, script.toString(), "server", broker)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var rpc = new PythonRpc(script, server, broker);
            if (!"ready".equals(rpc.firstLine())) {
                rpc.close();
                throw new Trouble("the Python server does not start");
            }
            return rpc;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String firstLine() throws IOException {
        return new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    @Override
    public Figures measure(int callers, Duration bound) {
        var output = Shell.run(List.of(
                        PYTHON,
                        script.toString(),
                        "client",
                        broker,
                        Integer.toString(callers),
                        Long.toString(bound.toSeconds())))
                .orThrow();
        return figures(callers, bound, output);
    }

    /** @param output microseconds, one call a line; warnings of Python may stand between */
    static Figures figures(int callers, Duration bound, String output) {
        var samples = new Samples();
        output.lines()
                .filter(line -> line.matches("\\d+"))
                .forEach(line -> samples.took(Duration.ofNanos(Long.parseLong(line) * 1000)));
        return Figures.of("oslo.messaging " + callers, samples, bound.toMillis() / 1000.0, null, null);
    }

    @Override
    public void close() {
        server.destroy();
        try {
            Files.deleteIfExists(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
