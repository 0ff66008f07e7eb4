package io.caelum.platform.web.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.platform.web.JsonSettingsForTests;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MalformedBodyTest {

    record Body(Server server) {}

    record Server(String name, int count, Optional<String> description, List<Nic> networks) {}

    record Nic(UUID uuid) {}

    private final ObjectMapper json = JsonSettingsForTests.mapper();

    @Test
    void anUnknownKeyIsNamedWithItsPlace() {
        assertThat(complaintAbout("{\"server\": {\"count\": 1, \"bogus\": 1}}"))
                .contains("'bogus'")
                .contains("server");
    }

    @Test
    void aWrongTypeNamesTheFieldAndItsPath() {
        assertThat(complaintAbout("{\"server\": {\"count\": \"many\"}}")).contains("server.count");
        assertThat(complaintAbout("{\"server\": {\"count\": 1.5}}")).contains("server.count");
        assertThat(complaintAbout("{\"server\": {\"count\": null}}")).contains("server.count");
        assertThat(complaintAbout("{\"server\": {\"name\": {}}}")).contains("server.name");
        assertThat(complaintAbout("{\"server\": {\"networks\": [{\"uuid\": \"x\"}]}}"))
                .contains("server.networks.0.uuid");
    }

    @Test
    void whatIsNotJsonSaysWhere() {
        assertThat(complaintAbout("{\"server\": ")).contains("not valid JSON").contains("line 1");
    }

    @Test
    void aDoubleKeyIsRefused() {
        assertThat(complaintAbout("{\"server\": null, \"server\": null}")).isNotEmpty();
    }

    @Test
    void nothingOfJavaIsTold() {
        for (String body : List.of("{\"server\": 7}", "[]", "7", "{\"server\": {\"count\": []}}")) {
            assertThat(complaintAbout(body)).doesNotContain("io.caelum").doesNotContain("java.");
        }
    }

    @Test
    void anAbsentKeyReadsAsNullAndAJsonNullAsAnEmptyOptional() throws JsonProcessingException {
        assertThat(json.readValue("{\"name\": \"a\", \"count\": 1}", Server.class)
                        .description())
                .isNull();
        assertThat(json.readValue("{\"name\": \"a\", \"count\": 1, \"description\": null}", Server.class)
                        .description())
                .isEmpty();
    }

    private String complaintAbout(String body) {
        try {
            json.readValue(body, Body.class);
            throw new AssertionError("was accepted: " + body);
        } catch (JsonProcessingException e) {
            return MalformedBody.explain(e).getMessage();
        }
    }
}
