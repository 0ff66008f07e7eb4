package io.caelum.compute.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewServersTest {

    @ParameterizedTest
    @CsvSource({"Web 1, web-1", "a_b.c, a-b-c", "--x--, x", "ÄÖ, ao", "a.b., a-b"})
    void hostnamesAreMadeOfNames(String name, String hostname) {
        assertThat(NewServers.hostname(name, UUID.randomUUID())).isEqualTo(hostname);
    }

    @ParameterizedTest
    @CsvSource({"サーバー", "☁"})
    void namesWithoutAnyUsableLetterGiveTheId(String name) {
        UUID id = UUID.randomUUID();

        assertThat(NewServers.hostname(name, id)).isEqualTo("server-" + id);
    }
}
