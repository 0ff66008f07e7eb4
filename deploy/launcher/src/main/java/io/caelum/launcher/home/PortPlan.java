package io.caelum.launcher.home;

/**
 * All ports of a stack, on loopback, derived from one number so that a second stack can stand beside the first.
 *
 * @param base a multiple of 100; 8700 unless told otherwise
 */
public record PortPlan(int base) {

    public static final int DEFAULT_BASE = 8700;
    public static final int MOST_HOSTS = 9;

    public PortPlan {
        if (base % 100 != 0 || base < 1100 || base > 65400) {
            throw new IllegalArgumentException(
                    "the port base must be a multiple of 100 from 1100 to 65400, not " + base);
        }
    }

    public int postgres() {
        return base + 32;
    }

    public int rabbitMq() {
        return base + 72;
    }

    public int rabbitMqManagement() {
        return base + 73;
    }

    public int rabbitMqDistribution() {
        return base + 74;
    }

    public int rabbitMqPortMapper() {
        return base + 75;
    }

    public int keycloakManagement() {
        return base + 87;
    }

    public int keycloak() {
        return base + 88;
    }

    public int gateway() {
        return base + 80;
    }

    public int identity() {
        return base + 81;
    }

    public int image() {
        return base + 82;
    }

    public int compute() {
        return base + 83;
    }

    public int network() {
        return base + 84;
    }

    public int networkNode() {
        return base + 89;
    }

    /** @param number from 1 */
    public int worker(int number) {
        return base + 89 + number;
    }

    public String gatewayUrl() {
        return "http://127.0.0.1:" + gateway();
    }

    /** The dashboard's page of traces. */
    public String tracesUrl() {
        return gatewayUrl() + "/dashboard/traces";
    }
}
