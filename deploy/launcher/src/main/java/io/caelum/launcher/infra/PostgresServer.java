package io.caelum.launcher.infra;

import io.caelum.launcher.process.Daemon;
import io.caelum.launcher.process.Launch;
import io.caelum.launcher.process.Ports;
import io.caelum.launcher.process.Shell;
import io.caelum.launcher.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL with a cluster of its own. The server refuses to run as root: then it and its data belong to the user
 * {@code postgres}, which Debian's package makes.
 */
public final class PostgresServer implements InfraServer {

    private static final String SYSTEM_USER = "postgres";
    private static final Duration STOP_BOUND = Duration.ofSeconds(20);

    /**
     * @param home folder for the cluster; as root, its parents must be passable for the user {@code postgres}
     * @param log file for the server's output
     * @param run folder for the pid file
     * @param port on 127.0.0.1
     * @param password of the superuser {@code caelum}
     * @param durable false only for tests: then a crash of the machine may lose all data
     */
    public record Settings(Path home, Path log, Path run, int port, String password, boolean durable) {
        @Override
        public String toString() {
            return "PostgreSQL in " + home + " on port " + port;
        }
    }

    public static final String SUPERUSER = "caelum";

    private final Settings settings;

    public PostgresServer(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public void start() {
        if (isAlive()) {
            return;
        }
        if (!Files.exists(settings.home().resolve("PG_VERSION"))) {
            initialise();
        }
        configure();
        Daemon.start(new Launch(
                name(),
                asServerUser(
                        program("postgres").toString(), "-D", settings.home().toString()),
                Map.of("LC_ALL", "C.UTF-8"),
                settings.home(),
                settings.log(),
                pidFile()));
    }

    @Override
    public boolean isReady() {
        return Ports.answers(settings.port())
                && Shell.run(List.of(
                                program("pg_isready").toString(),
                                "-q",
                                "-h",
                                "127.0.0.1",
                                "-p",
                                Integer.toString(settings.port())))
                        .isSuccess();
    }

    @Override
    public boolean isAlive() {
        return Daemon.find(name(), pidFile()).isPresent();
    }

    @Override
    public void stop() {
        Daemon.find(name(), pidFile()).ifPresent(daemon -> daemon.stop(Signal.INT, STOP_BOUND));
    }

    /** Runs SQL as the superuser. The text goes by standard input: it may hold passwords. */
    public String sql(String database, String text) {
        return Shell.run(
                        List.of(
                                program("psql").toString(),
                                "-X",
                                "-q",
                                "-A",
                                "-t",
                                "-v",
                                "ON_ERROR_STOP=1",
                                "-h",
                                "127.0.0.1",
                                "-p",
                                Integer.toString(settings.port()),
                                "-U",
                                SUPERUSER,
                                "-d",
                                database),
                        Map.of("PGPASSWORD", settings.password()),
                        text)
                .orThrow();
    }

    /** Makes a database owned by a role of its own, or sets the role's password if both are there. */
    public void ensureDatabase(String name, String password) {
        sql("postgres", """
                select 'create role "%1$s" login' where not exists (select from pg_roles where rolname = '%1$s')
                \\gexec
                alter role "%1$s" password '%2$s';
                select 'create database "%1$s" owner "%1$s"'
                 where not exists (select from pg_database where datname = '%1$s')
                \\gexec
                revoke connect on database "%1$s" from public;
                """.formatted(name, password));
    }

    public int port() {
        return settings.port();
    }

    /** {@code postgresql://user:password@host:port}, without a database. */
    public String endpoint() {
        return "postgresql://%s:%s@127.0.0.1:%d".formatted(SUPERUSER, settings.password(), settings.port());
    }

    /** Made in a folder beside and then moved, so that a run which is cut short leaves no half cluster. */
    private void initialise() {
        var half = settings.home().resolveSibling(settings.home().getFileName() + "-half-made");
        var password = settings.home().resolveSibling(settings.home().getFileName() + "-password");
        ServerFiles.deleteTree(half);
        giveToServerUser(ServerFiles.directory(half));
        ServerFiles.writeSecret(password, settings.password() + "\n");
        giveToServerUser(password);
        var command = new ArrayList<>(asServerUser(
                program("initdb").toString(),
                "-D",
                half.toString(),
                "-U",
                SUPERUSER,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--pwfile=" + password));
        if (!settings.durable()) {
            command.add("-N");
        }
        try {
            Shell.run(command).orThrow();
            Files.move(half, settings.home(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            password.toFile().delete();
        }
    }

    private void configure() {
        var durability = settings.durable() ? "" : "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n";
        var file = settings.home().resolve("caelum.conf");
        ServerFiles.write(file, """
                # written at each start by deploy/stack
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 200
                shared_buffers = 64MB
                jit = off
                max_parallel_workers = 0
                max_logical_replication_workers = 0
                logging_collector = off
                log_line_prefix = '%%m [%%p] %%u@%%d '
                %s""".formatted(settings.port(), durability));
        giveToServerUser(file);
        includeOnce(settings.home().resolve("postgresql.conf"));
    }

    private static void includeOnce(Path main) {
        var line = "include 'caelum.conf'";
        try {
            if (!Files.readString(main).contains(line)) {
                Files.writeString(main, "\n" + line + "\n", java.nio.file.StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void giveToServerUser(Path path) {
        if (isRoot()) {
            Shell.run(List.of("chown", SYSTEM_USER + ":", path.toString())).orThrow();
        }
    }

    private static List<String> asServerUser(String... command) {
        var whole = new ArrayList<String>();
        if (isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=" + SYSTEM_USER, "--regid=" + SYSTEM_USER, "--init-groups", "--"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    /** Looked for when it is needed: the package may be installed after this object was made. */
    private static Path program(String name) {
        return PostgresPrograms.directory().resolve(name);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private Path pidFile() {
        return settings.run().resolve("postgres.pid");
    }

    @Override
    public String toString() {
        return settings.log().toString();
    }
}
