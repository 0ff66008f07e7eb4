package io.caelum.identity.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UsernamesTest {

    @Test
    void aPlainNameInTheDefaultDomainIsTheUsername() {
        assertThat(Usernames.of("default", "demo")).isEqualTo("demo");
        assertThat(Usernames.of("default", "tempest-Test-12@example.com")).isEqualTo("tempest-test-12@example.com");
    }

    @Test
    void elsewhereTheDomainStandsBefore() {
        assertThat(Usernames.of("0a1b", "demo")).isEqualTo("0a1b/demo");
    }

    @Test
    void noNameCanPretendToBeOneOfAnotherDomain() {
        assertThat(Usernames.of("default", "0a1b/demo")).isNotEqualTo(Usernames.of("0a1b", "demo"));
        assertThat(Usernames.of("default", "a%20b")).isNotEqualTo(Usernames.of("default", "a b"));
        assertThat(Usernames.of("default", "~nobody")).isNotEqualTo("~nobody");
    }

    @Test
    void anythingMayBeInAName() {
        assertThat(Usernames.of("default", "Zoë O'Hara")).isEqualTo("zo%c3%ab%20o%27hara");
    }

    @Test
    void namesTooLongForKeycloakStayApart() {
        var names = Stream.of("ä".repeat(255), "ä".repeat(254) + "b", "ä".repeat(254) + "c")
                .map(name -> Usernames.of("0123456789abcdef0123456789abcdef", name))
                .toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).hasSizeLessThan(256));
    }
}
