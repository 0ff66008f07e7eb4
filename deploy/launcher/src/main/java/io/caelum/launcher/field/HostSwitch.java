package io.caelum.launcher.field;

import io.caelum.launcher.process.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Open vSwitch of one host: where it keeps its things, and how it is talked to. */
record HostSwitch(String host, Namespace namespace, Path folder) {

    private static final Path SCHEMA = Path.of("/usr/share/openvswitch/vswitch.ovsschema");

    Path databaseSocket() {
        return folder.resolve("db.sock");
    }

    Path databaseControl() {
        return folder.resolve("ovsdb.ctl");
    }

    Path switchControl() {
        return folder.resolve("vswitchd.ctl");
    }

    Map<String, String> environment() {
        return Map.of("OVS_RUNDIR", folder.toString());
    }

    List<String> databaseCommand() {
        return List.of(
                "ovsdb-server",
                database().toString(),
                "--remote=punix:" + databaseSocket(),
                "--unixctl=" + databaseControl(),
                "--no-chdir");
    }

    List<String> switchCommand() {
        return namespace.inside(List.of(
                "ovs-vswitchd",
                "unix:" + databaseSocket(),
                "--unixctl=" + switchControl(),
                // the host's agent finds the process by it
                "--pidfile=" + folder.resolve("ovs-vswitchd.pid"),
                "--no-chdir"));
    }

    /** Its database, empty the first time; afterwards with what the host's agent has put into it. */
    void prepare() {
        try {
            Files.createDirectories(folder);
            if (!Files.exists(database())) {
                Shell.run(List.of("ovsdb-tool", "create", database().toString(), SCHEMA.toString()))
                        .orThrow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the row below which everything in the database hangs; what has no place there vanishes at once. */
    void plant() {
        Shell.run(List.of("ovs-vsctl", "--db=unix:" + databaseSocket(), "--timeout=20", "--no-wait", "init"))
                .orThrow();
    }

    private Path database() {
        return folder.resolve("conf.db");
    }
}
