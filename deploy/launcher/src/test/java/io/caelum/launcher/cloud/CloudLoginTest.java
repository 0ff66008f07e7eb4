package io.caelum.launcher.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.launcher.Trouble;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudLoginTest {

    private final Map<String, String> variables = new HashMap<>(Map.of(
            "OS_AUTH_URL", "http://cloud.example:8780/identity/v3/",
            "OS_USERNAME", "demo",
            "OS_PASSWORD", "a secret",
            "OS_PROJECT_NAME", "p1",
            "OS_USER_DOMAIN_ID", "default"));

    @Test
    void theVariablesOfOpenStacksClientsSayWhoAndWhere() {
        var login = CloudLogin.of(variables).orElseThrow();
        assertThat(login.gateway()).isEqualTo("http://cloud.example:8780");
        assertThat(login.project()).isEqualTo("p1");
        assertThat(login.userDomain()).isEqualTo(Map.of("id", "default"));
        assertThat(login.projectDomain()).isEqualTo(Map.of("name", "Default"));
        assertThat(login.toString()).doesNotContain("a secret");

        variables.put("OS_AUTH_URL", "http://cloud.example:8780/identity");
        assertThat(CloudLogin.of(variables).orElseThrow().gateway()).isEqualTo("http://cloud.example:8780");
    }

    @Test
    void withoutThemNoCloudIsNamed() {
        assertThat(CloudLogin.of(Map.of())).isEmpty();
    }

    @Test
    void whatIsMissingOrOddIsNamed() {
        variables.remove("OS_PASSWORD");
        assertThatThrownBy(() -> CloudLogin.of(variables))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("OS_PASSWORD");
        variables.put("OS_AUTH_URL", "http://elsewhere.example:5000/v3");
        assertThatThrownBy(() -> CloudLogin.of(variables))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("not the address of a Caelum");
    }
}
