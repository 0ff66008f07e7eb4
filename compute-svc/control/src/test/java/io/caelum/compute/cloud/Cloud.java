package io.caelum.compute.cloud;

import static org.awaitility.Awaitility.await;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.data.Db;
import io.caelum.platform.web.token.Tokens;
import io.caelum.testkit.TestTokens;
import io.caelum.testkit.fake.FakeImages;
import io.caelum.testkit.fake.FakeNetworks;
import io.caelum.testkit.fake.FakeWorker;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The neighbours of compute control for all tests of one application: fakes on the real bus. */
@Singleton
public class Cloud {

    public final FakeImages images;
    public final FakeNetworks networks;
    public final UUID image;
    public final UUID network;

    private final Bus bus;
    private final Db db;
    private final List<FakeWorker> workers = new ArrayList<>();

    Cloud(Bus bus, Db db, Tokens tokens) {
        this.bus = bus;
        this.db = db;
        TestTokens.serveOn(bus);
        TestTokens.trustedBy(tokens);
        images = new FakeImages(bus);
        networks = new FakeNetworks(bus);
        image = images.bootable();
        network = networks.network("net");
        db.whenReady().await().atMost(Duration.ofSeconds(20));
        await().atMost(Duration.ofSeconds(20)).until(bus::isReady);
    }

    /** An empty cloud: no servers, and no hosts but these. */
    public List<FakeWorker> withHosts(String... names) {
        clear();
        for (String name : names) {
            workers.add(new FakeWorker(bus, name));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> workers.stream().allMatch(FakeWorker::isConsuming));
        workers.forEach(FakeWorker::report);
        await().atMost(Duration.ofSeconds(20)).until(() -> number("select count(*) from hosts") == names.length);
        return List.copyOf(workers);
    }

    private void clear() {
        workers.forEach(FakeWorker::close);
        workers.clear();
        networks.recover();
        networks.forgetPorts();
        for (String table : List.of(
                "workflow",
                "instance_action_events",
                "instance_actions",
                "server_tags",
                "migrations",
                "servers",
                "allocations",
                "hosts",
                "quota_limits",
                "key_pairs")) {
            execute("delete from " + table);
        }
    }

    public void execute(String sql) {
        db.withTransaction(tx -> tx.session().createNativeQuery(sql).executeUpdate())
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    public long number(String sql) {
        Uni<Long> found = db.read(tx -> tx.session()
                .createNativeQuery("select cast((" + sql + ") as bigint)", Long.class)
                .getSingleResult());
        return found.await().atMost(Duration.ofSeconds(20));
    }

    public String text(String sql) {
        return db.read(tx -> tx.session().createNativeQuery(sql, String.class).getSingleResultOrNull())
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    /** Whatever a boot takes besides its record: claims, ports and guests. */
    public boolean holdsNothing() {
        return number("select count(*) from allocations") == 0
                && number("select coalesce(sum(memory_mb_used + vcpus_used + disk_gb_used + servers), 0) from hosts")
                        == 0
                && networks.portCount() == 0
                && workers.stream().allMatch(worker -> worker.guests().isEmpty());
    }

    @PreDestroy
    void close() {
        workers.forEach(FakeWorker::close);
        images.close();
        networks.close();
    }
}
