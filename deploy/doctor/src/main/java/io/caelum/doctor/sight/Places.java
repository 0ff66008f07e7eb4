package io.caelum.doctor.sight;

import io.caelum.platform.bus.BrokerUrl;
import io.caelum.platform.bus.Bus;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where all the parts of a cloud are, as the environment says.
 *
 * @param databases JDBC URL of each service's, user and password included
 */
public record Places(Map<String, String> databases, String busUrl, URI brokerManagement, Path imageStore) {

    private static final String PREFIX = "CAELUM_DOCTOR_";

    public static Places of(Map<String, String> environment) {
        return new Places(
                Map.of(
                        "identity", require(environment, PREFIX + "IDENTITY_DATABASE"),
                        "image", require(environment, PREFIX + "IMAGE_DATABASE"),
                        "compute", require(environment, PREFIX + "COMPUTE_DATABASE"),
                        "network", require(environment, PREFIX + "NETWORK_DATABASE")),
                require(environment, "CAELUM_BUS_URL"),
                URI.create(require(environment, PREFIX + "BROKER_MANAGEMENT")),
                Path.of(require(environment, "CAELUM_IMAGE_STORE_PATH")));
    }

    private static String require(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }

    /** Hosts are asked before the databases are read: a guest that is seen had its server before. */
    public Sight look(Bus bus) {
        Hosts hosts;
        try (var compute = database("compute");
                var network = database("network")) {
            hosts = new HostVisit(bus).ask(compute, network);
        }
        return new Sight(
                database("identity"),
                database("image"),
                database("compute"),
                database("network"),
                hosts,
                new Broker(brokerManagement, BrokerUrl.parse(busUrl).virtualHost()),
                new ImageStore(imageStore));
    }

    private Database database(String name) {
        return new Database(name, databases.get(name));
    }
}
