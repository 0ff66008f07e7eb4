package io.caelum.launcher.part;

import io.caelum.launcher.home.PortPlan;
import io.caelum.launcher.home.Secrets;

/** How processes reach the broker, in the form that oslo.messaging uses. */
public final class BusUrl {

    private BusUrl() {}

    public static String of(Secrets secrets, PortPlan ports) {
        return "rabbit://%s:%s@127.0.0.1:%d/%s"
                .formatted(Infra.BUS_USER, secrets.ensure("rabbitmq"), ports.rabbitMq(), Infra.VIRTUAL_HOST);
    }
}
