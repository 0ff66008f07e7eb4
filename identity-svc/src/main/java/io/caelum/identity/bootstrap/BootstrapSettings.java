package io.caelum.identity.bootstrap;

import io.smallrye.config.ConfigMapping;

/** Passwords of the users that a new cloud begins with; whoever deploys makes them. */
@ConfigMapping(prefix = "caelum.bootstrap")
public interface BootstrapSettings {

    String adminPassword();

    String demoPassword();

    /** Of the users as which services act. */
    String servicePassword();
}
