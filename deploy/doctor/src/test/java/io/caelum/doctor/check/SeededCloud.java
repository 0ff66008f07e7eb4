package io.caelum.doctor.check;

import io.caelum.doctor.sight.Broker;
import io.caelum.doctor.sight.Database;
import io.caelum.doctor.sight.Hosts;
import io.caelum.doctor.sight.ImageStore;
import io.caelum.doctor.sight.Sight;
import io.caelum.platform.contract.compute.HostReport.Guest;
import io.caelum.platform.contract.network.WiringInventoryRpc.Wired;
import io.caelum.testkit.TestPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** A cloud on paper: the services' own schemas, with rows written by tests. All rows are old unless something is said. */
final class SeededCloud implements AutoCloseable {

    private static final Map<String, String> MIGRATIONS = Map.of(
            "identity", "identity-svc",
            "image", "image-svc",
            "compute", "compute-svc/control",
            "network", "network-svc/control");

    private final Map<String, TestPostgres.Database> databases = new HashMap<>();
    private final Map<String, List<Guest>> guests = new HashMap<>();
    private final Map<String, List<Wired>> wired = new HashMap<>();

    SeededCloud() {
        MIGRATIONS.forEach((name, module) -> {
            var database = TestPostgres.freshDatabase();
            databases.put(name, database);
            Flyway.configure()
                    .dataSource(database.jdbcUrl(), database.user(), database.password())
                    .locations(migrations("platform/data", "db/platform"), migrations(module, "db/migration"))
                    .load()
                    .migrate();
        });
    }

    private static String migrations(String module, String folder) {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("deploy/stack"))) {
            root = root.getParent();
        }
        return "filesystem:"
                + root.resolve(module).resolve("src/main/resources").resolve(folder);
    }

    /** As it was when it was new. */
    void reset() {
        guests.clear();
        wired.clear();
        execute("identity", "truncate outbox, workflow");
        execute("image", "truncate outbox, workflow, image cascade");
        execute(
                "compute",
                "truncate outbox, workflow, servers, migrations, allocations, hosts, instance_actions, quota_limits"
                        + " cascade");
        execute(
                "network",
                "truncate outbox, workflow, port, subnet, network, segment_allocation, agent, quota cascade");
    }

    Sight sight(Path imageStore) {
        return new Sight(
                database("identity"),
                database("image"),
                database("compute"),
                database("network"),
                new Hosts(Map.copyOf(guests), Map.copyOf(wired), List.of()),
                new Broker(URI.create("http://guest:guest@127.0.0.1:1"), "/"),
                new ImageStore(imageStore));
    }

    private Database database(String name) {
        TestPostgres.Database one = databases.get(name);
        return new Database(name, one.jdbcUrl() + "?user=" + one.user() + "&password=" + one.password());
    }

    void execute(String database, String sql) {
        TestPostgres.Database one = databases.get(database);
        try (Connection connection = DriverManager.getConnection(one.jdbcUrl(), one.user(), one.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void host(String name) {
        execute("compute", """
                insert into hosts (name, hypervisor_type, hypervisor_version, host_ip, vcpus, memory_mb, disk_gb,
                    started_at, last_seen, created_at)
                values ('%s', 'simulated', '1', '127.0.0.1', 8, 8192, 100, now(), now(), now())""".formatted(name));
        execute("network", """
                insert into agent (id, agent_type, host, binary_name, description, admin_state_up, configurations,
                    started_at, created_at, heartbeat_at)
                values (gen_random_uuid(), 'agent', '%s', 'agent', '', true, '{}', now(), now(), now())""".formatted(name));
        guests.put(name, new ArrayList<>());
        wired.put(name, new ArrayList<>());
    }

    /** An active server with all that belongs to it; no ports. */
    UUID server(String host) {
        UUID id = serverRow("ACTIVE", host);
        claim(id, host);
        guest(id, host);
        return id;
    }

    /** Only the row. */
    UUID serverRow(String vmState, String host) {
        UUID id = UUID.randomUUID();
        execute("compute", """
                insert into servers (id, project_id, user_id, reservation_id, launch_index, name, hostname, vm_state,
                    flavor_id, flavor_name, flavor_number, vcpus, memory_mb, root_gb, ephemeral_gb, swap_mb,
                    extra_specs, config_drive, disk_config, metadata, security_groups, generation, host,
                    created_at, updated_at)
                values ('%s', 'p', 'u', 'r', 0, 's', 's', '%s', '1', 'm1.tiny', 1, 1, 512, 1, 0, 0,
                    '{}', false, 'AUTO', '{}', '[]', 1, %s, now() - interval '1 hour', now() - interval '1 hour')""".formatted(id, vmState, host == null ? "null" : "'" + host + "'"));
        return id;
    }

    void claim(UUID server, String host) {
        execute("compute", """
                insert into allocations (server_id, host, vcpus, memory_mb, disk_gb) values ('%s', '%s', 1, 512, 1);
                update hosts set vcpus_used = vcpus_used + 1, memory_mb_used = memory_mb_used + 512,
                    disk_gb_used = disk_gb_used + 1, servers = servers + 1 where name = '%s'""".formatted(server, host, host));
    }

    void guest(UUID server, String host) {
        guests.get(host).add(new Guest(server, 1, 1));
    }

    /** A server went from one host to another; the first one keeps the claim. */
    UUID migration(UUID server, String from, String to, String type, boolean open) {
        UUID id = UUID.randomUUID();
        execute("compute", """
                insert into migrations (id, server_id, project_id, type, status, source_host, source_generation, dest_host,
                    dest_generation, former_state, old_flavor, new_flavor, vcpus, memory_mb, created_at, updated_at, ended_at)
                values ('%s', '%s', 'p', '%s', 'FINISHED', '%s', 1, '%s', 1, 'ACTIVE', '{}', '{}', 1, 512,
                    now() - interval '1 hour', now() - interval '1 hour', %s)""".formatted(id, server, type, from, to, open ? "null" : "now() - interval '1 hour'"));
        claim(id, from);
        return id;
    }

    /** One that is switched off. */
    void guestThatIsOff(UUID server, String host) {
        guests.get(host).add(new Guest(server, 1, 4));
    }

    /** The host does not answer. */
    void silence(String host) {
        guests.remove(host);
        wired.remove(host);
    }

    void noGuestsOn(String host) {
        guests.get(host).clear();
    }

    UUID network(String type, long segment) {
        UUID id = UUID.randomUUID();
        execute("network", """
                insert into network (id, project_id, name, description, admin_state_up, shared, external,
                    port_security_enabled, mtu, network_type, physical_network, segmentation_id, tags, revision_number,
                    created_at, updated_at)
                values ('%s', 'p', 'n', '', true, false, false, true, 1450, '%s', '', %d, '{}', 1, now(), now())""".formatted(id, type, segment));
        return id;
    }

    UUID subnet(UUID network) {
        UUID id = UUID.randomUUID();
        execute("network", """
                insert into subnet (id, network_id, project_id, name, description, ip_version, cidr, allocation_pools,
                    dns_nameservers, host_routes, enable_dhcp, tags, revision_number, created_at, updated_at)
                values ('%s', '%s', 'p', 's', '', 4, '10.0.0.0/24', '[]', '{}', '[]', true, '{}', 1, now(), now())""".formatted(id, network));
        return id;
    }

    /** A wired port of a server, on a host. */
    UUID port(UUID network, UUID server, String host) {
        UUID id = UUID.randomUUID();
        execute("network", """
                insert into port (id, network_id, project_id, name, description, mac_address, admin_state_up, status,
                    device_id, device_owner, port_security_enabled, made_for_server, vnic_type, binding_profile,
                    binding_host, vif_type, binding_generation, tags, revision_number, created_at, updated_at)
                values ('%s', '%s', 'p', '', '', '%s', true, 'ACTIVE', '%s', 'compute:nova', true, true, 'normal', '{}',
                    '%s', 'ovs', 1, '{}', 1, now() - interval '1 hour', now() - interval '1 hour')""".formatted(id, network, id, server, host));
        wired(id, host);
        return id;
    }

    void wired(UUID port, String host) {
        wired.get(host).add(new Wired(port, 1));
    }

    void address(UUID subnet, UUID port, String address) {
        execute("network", "insert into port_address values ('%s', '%s', '%s', 0)".formatted(subnet, address, port));
    }

    /** One that somebody works on, unless it is said otherwise. */
    UUID workflow(String kind, UUID resource) {
        UUID id = UUID.randomUUID();
        execute("compute", """
                insert into workflow (id, kind, resource_id, state, step, data, context, owner, leased_until, wake_at,
                    step_began, deadline, updated_at, created_at)
                values ('%s', '%s', '%s', 'RUNNING', 'spawn', '{}', '{}', 'control-1', now() + interval '1 minute',
                    now() - interval '1 hour', now() - interval '1 hour', now() + interval '1 minute',
                    now() - interval '1 hour', now() - interval '1 hour')""".formatted(id, kind, resource));
        return id;
    }

    UUID image(String status, String storeKey, long size) {
        UUID id = UUID.randomUUID();
        execute("image", """
                insert into image (id, status, visibility, protected, os_hidden, min_disk, min_ram, size, properties,
                    tags, created_at, updated_at, store_key)
                values ('%s', '%s', 'PRIVATE', false, false, 0, 0, %d, '{}', '[]', now(), now(), %s)""".formatted(id, status, size, storeKey == null ? "null" : "'" + storeKey + "'"));
        return id;
    }

    void event(String database, String age) {
        execute(database, """
                insert into outbox (message_id, event_type, priority, resource_id, publisher_id, payload, context,
                    recorded_at)
                values (gen_random_uuid(), 'e', 'INFO', 'r', 'p', '{}', '{}', now() - interval '%s')""".formatted(age));
    }

    @Override
    public void close() {
        databases.values().forEach(TestPostgres.Database::close);
    }
}
