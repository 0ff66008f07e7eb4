package io.caelum.acceptance.stack;

import io.caelum.launcher.home.Checkout;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code deploy/stack why}, run as a user runs it. */
public final class Why {

    private static final Duration BOUND = Duration.ofMinutes(1);

    private Why() {}

    /** @param variables the OS_* ones; none: the administrator of the stack under test is asked for */
    public static Program.Result about(String floatingIp, Map<String, String> variables) {
        var environment = new HashMap<>(variables);
        environment.put("CAELUM_HOME", System.getenv("CAELUM_HOME"));
        String program = Checkout.current().module("deploy/stack").toString();
        return Program.run(BOUND, environment, List.of(program, "why", floatingIp));
    }
}
