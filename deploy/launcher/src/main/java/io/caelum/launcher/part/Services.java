package io.caelum.launcher.part;

import io.caelum.launcher.field.Field;
import io.caelum.launcher.field.FieldPlan;
import io.caelum.launcher.home.Checkout;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.PortPlan;
import io.caelum.launcher.home.Secrets;
import io.caelum.launcher.home.Settings;
import io.caelum.launcher.infra.Purpose;
import io.caelum.launcher.infra.Realm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of our own processes: where each is built, which port it has, what it is told. */
final class Services {

    private final Home home;
    private final PortPlan ports;
    private final int hosts;
    private final Checkout checkout;
    private final Secrets secrets;
    private final Path javaHome;
    private final Purpose purpose;
    private final Optional<Field> field;

    Services(
            Home home,
            Settings settings,
            Checkout checkout,
            Secrets secrets,
            Path javaHome,
            Purpose purpose,
            Optional<Field> field) {
        this.home = home;
        this.ports = settings.ports();
        this.hosts = settings.hosts();
        this.checkout = checkout;
        this.secrets = secrets;
        this.javaHome = javaHome;
        this.purpose = purpose;
        this.field = field;
    }

    List<JavaService> all() {
        var all = new ArrayList<JavaService>();
        all.add(service("identity-svc", "identity-svc", ports.identity(), JvmFlags.CONTROL, identity()));
        all.add(service("image-svc", "image-svc", ports.image(), JvmFlags.CONTROL, image()));
        all.add(service("network-control", "network-svc/control", ports.network(), JvmFlags.CONTROL, network()));
        all.add(service(
                "compute-control", "compute-svc/control", ports.compute(), JvmFlags.CONTROL, database("compute")));
        all.add(service("api-gateway", "api-gateway", ports.gateway(), JvmFlags.GATEWAY, gateway()));
        all.add(service("network-node", "network-svc/node", ports.networkNode(), JvmFlags.HOST, host("network-node")));
        for (int number = 1; number <= hosts; number++) {
            var name = "compute-" + number;
            all.add(service(name, "compute-svc/worker", ports.worker(number), JvmFlags.HOST, host(name)));
        }
        return all;
    }

    private JavaService service(String name, String module, int port, JvmFlags jvm, Map<String, String> own) {
        var environment = new HashMap<String, String>();
        environment.put("CAELUM_BUS_URL", busUrl());
        environment.put("CAELUM_HOST", name);
        environment.put("CAELUM_PUBLIC_URL", ports.gatewayUrl());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("LC_ALL", "C.UTF-8");
        // a malloc arena for each of many threads would hold memory that nobody uses
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.putAll(own);
        return new JavaService(
                name,
                port,
                new Application(checkout.root(), module, home.application(module)),
                jvm.options(),
                environment,
                javaHome,
                home.root(),
                home.log(name),
                home.run().resolve(name + ".pid"),
                purpose);
    }

    private Map<String, String> identity() {
        var own = new HashMap<>(database("identity"));
        own.put("CAELUM_KEYCLOAK_URL", "http://127.0.0.1:" + ports.keycloak());
        own.put("CAELUM_KEYCLOAK_REALM", Infra.REALM);
        own.put("CAELUM_KEYCLOAK_CLIENT_ID", Realm.CLIENT);
        own.put("CAELUM_KEYCLOAK_CLIENT_SECRET", secrets.ensure("keycloak-client"));
        own.put("CAELUM_BOOTSTRAP_ADMIN_PASSWORD", secrets.ensure("user-admin"));
        own.put("CAELUM_BOOTSTRAP_DEMO_PASSWORD", secrets.ensure("user-demo"));
        own.put("CAELUM_BOOTSTRAP_SERVICE_PASSWORD", secrets.ensure("user-service"));
        own.put("CAELUM_IDENTITY_TOKEN_KEY_SECRET", secrets.ensure("token-keys"));
        return own;
    }

    private Map<String, String> image() {
        var own = new HashMap<>(database("image"));
        own.put("CAELUM_IMAGE_STORE_PATH", home.images().toString());
        own.put("CAELUM_IMAGE_INTERNAL_URL", local(ports.image()));
        return own;
    }

    private Map<String, String> gateway() {
        return Map.of(
                "CAELUM_GATEWAY_ROUTES_IDENTITY", local(ports.identity()),
                "CAELUM_GATEWAY_ROUTES_IMAGE", local(ports.image()),
                "CAELUM_GATEWAY_ROUTES_COMPUTE", local(ports.compute()),
                "CAELUM_GATEWAY_ROUTES_NETWORK", local(ports.network()),
                "CAELUM_GATEWAY_DASHBOARD_ISSUER", local(ports.keycloak()) + "/realms/" + Infra.REALM);
    }

    /** One physical network for VLANs and a flat network beside them; the outside; and the hosts' own. */
    private Map<String, String> network() {
        var own = new HashMap<>(database("network"));
        own.put(
                "CAELUM_NETWORK_PHYSICAL_NETWORKS",
                "%1$s:vlan:1:4094,%1$s:flat,%2$s:flat,%3$s:flat"
                        .formatted(FieldPlan.VLAN_NETWORK, FieldPlan.FLAT_NETWORK, FieldPlan.MANAGEMENT_NETWORK));
        return own;
    }

    private Map<String, String> host(String name) {
        var folder = field.isPresent()
                ? home.guests(name).toString()
                : home.host(name).toString();
        var own = new HashMap<>(Map.of("CAELUM_STATE_DIR", folder, "CAELUM_NETWORK_AGENT_STATE_DIR", folder));
        field.ifPresent(there -> own.putAll(HostSettings.of(name, there)));
        return own;
    }

    private Map<String, String> database(String name) {
        var url = "postgresql://127.0.0.1:%d/%s".formatted(ports.postgres(), name);
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                url,
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:" + url,
                "QUARKUS_DATASOURCE_USERNAME",
                name,
                "QUARKUS_DATASOURCE_PASSWORD",
                Infra.databasePassword(secrets, name));
    }

    private String busUrl() {
        return BusUrl.of(secrets, ports);
    }

    private static String local(int port) {
        return "http://127.0.0.1:" + port;
    }
}
