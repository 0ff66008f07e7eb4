package io.caelum.acceptance.guests;

import static org.awaitility.Awaitility.await;

import io.caelum.acceptance.stack.Program;
import io.caelum.acceptance.stack.RunningStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The world outside of the cloud, from where floating addresses are reached. */
final class Outside {

    private static final Duration BOUND = Duration.ofSeconds(60);
    /** A guest whose every instruction is emulated, on a busy machine, is slow to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final RunningStack stack;

    Outside(RunningStack stack) {
        this.stack = stack;
    }

    boolean answersPing(String address) {
        return run("ping", "-c", "2", "-i", "0.3", "-W", "2", address).status() == 0;
    }

    void awaitPing(String address) {
        await("ping " + address).atMost(PATIENCE).until(() -> answersPing(address));
    }

    void awaitNoPing(String address) {
        await("no ping " + address).atMost(PATIENCE).until(() -> !answersPing(address));
    }

    /** The page at this address. */
    String page(String address) {
        return run("curl", "-sS", "--fail", "--max-time", "30", "http://" + address + "/")
                .orThrow();
    }

    /** What a command in a guest says, as root. */
    String ssh(Path key, String address, String command) {
        return attemptSsh(key, address, command).orThrow();
    }

    Program.Result attemptSsh(Path key, String address, String command) {
        return run(
                "ssh",
                "-i",
                key.toString(),
                "-o",
                "BatchMode=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "ConnectTimeout=30",
                "-o",
                "LogLevel=ERROR",
                "root@" + address,
                command);
    }

    Program.Result run(String... command) {
        var whole = new ArrayList<String>(stack.outside().inside(List.of(command)));
        return Program.run(BOUND, Map.of(), whole);
    }
}
