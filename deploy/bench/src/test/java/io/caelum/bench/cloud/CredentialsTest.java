package io.caelum.bench.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.launcher.Trouble;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private static final Map<String, String> VARIABLES = Map.of(
            "OS_AUTH_URL", "http://cloud:5000/",
            "OS_USERNAME", "anna",
            "OS_PASSWORD", "secret",
            "OS_PROJECT_NAME", "shop");

    @Test
    void withoutAnyVariableNoCloudIsNamed() {
        assertThat(Credentials.of(Map.of("PATH", "/bin"))).isEmpty();
    }

    @Test
    void theVersionIsAddedToTheAddressUnlessItIsThere() {
        assertThat(Credentials.of(VARIABLES).orElseThrow().authUrl()).isEqualTo("http://cloud:5000/v3");
        assertThat(with("OS_AUTH_URL", "http://cloud/identity/v3").authUrl()).isEqualTo("http://cloud/identity/v3");
    }

    @Test
    void aDomainIsNamedByItsIdOrItsName() {
        assertThat(Credentials.of(VARIABLES).orElseThrow().userDomain()).containsExactly(Map.entry("name", "Default"));
        assertThat(with("OS_USER_DOMAIN_ID", "d1").userDomain()).containsExactly(Map.entry("id", "d1"));
    }

    @Test
    void theVariableThatIsMissingIsNamed() {
        var variables = new HashMap<>(VARIABLES);
        variables.remove("OS_PASSWORD");

        assertThatThrownBy(() -> Credentials.of(variables))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("OS_PASSWORD");
    }

    @Test
    void thePasswordIsNotShown() {
        assertThat(Credentials.of(VARIABLES).orElseThrow().toString()).doesNotContain("secret");
    }

    @Test
    void addressesOfTheCatalogGetTheirVersionOnce() {
        assertThat(Api.versioned("network", "http://cloud:9696/")).isEqualTo("http://cloud:9696/v2.0");
        assertThat(Api.versioned("compute", "http://cloud/compute/v2.1")).isEqualTo("http://cloud/compute/v2.1");
        assertThat(Api.versioned("volume", "http://cloud/volume/v3")).isEqualTo("http://cloud/volume/v3");
    }

    private static Credentials with(String name, String value) {
        var variables = new HashMap<>(VARIABLES);
        variables.put(name, value);
        return Credentials.of(variables).orElseThrow();
    }
}
