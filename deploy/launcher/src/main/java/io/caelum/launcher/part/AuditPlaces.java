package io.caelum.launcher.part;

import io.caelum.launcher.home.Secrets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the audit of a stack finds its parts: the environment of the program in {@code deploy/doctor}. */
public final class AuditPlaces {

    private static final List<String> DATABASES = List.of("identity", "image", "compute", "network");

    private AuditPlaces() {}

    public static Map<String, String> of(Stack stack) {
        var secrets = new Secrets(stack.home());
        var ports = stack.settings().ports();
        var places = new HashMap<String, String>();
        for (var name : DATABASES) {
            places.put(
                    "CAELUM_DOCTOR_%s_DATABASE".formatted(name.toUpperCase(java.util.Locale.ROOT)),
                    "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
                            .formatted(ports.postgres(), name, name, Infra.databasePassword(secrets, name)));
        }
        places.put("CAELUM_DOCTOR_BROKER_MANAGEMENT", stack.infra().rabbitMq().management());
        places.put("CAELUM_BUS_URL", BusUrl.of(secrets, ports));
        places.put("CAELUM_IMAGE_STORE_PATH", stack.home().images().toString());
        return places;
    }
}
