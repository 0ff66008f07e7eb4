package io.caelum.image.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.platform.fault.Fault;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePatchTest {

    private final Image image = Image.queued(UUID.randomUUID(), "project", Instant.parse("2026-11-23T06:42:53.123Z"));

    @Test
    void setsBaseKeysAndProperties() {
        patch("""
                [{"op": "replace", "path": "/name", "value": "new"},
                 {"op": "add", "path": "/hw_disk_bus", "value": "scsi"},
                 {"op": "add", "path": "/a~1b~0c", "value": "odd"},
                 {"op": "replace", "path": "/tags", "value": ["b", "a", "b"]}]""");

        assertThat(image.name).isEqualTo("new");
        assertThat(image.properties).containsEntry("hw_disk_bus", "scsi").containsEntry("a/b~c", "odd");
        assertThat(image.tags).containsExactly("a", "b");
    }

    @Test
    void removesProperties() {
        image.properties.put("colour", "blue");

        patch("""
                [{"op": "remove", "path": "/colour"}]""");

        assertThat(image.properties).isEmpty();
    }

    @Test
    void readsTheOldForm() {
        ImagePatch.read(json("""
                [{"replace": "/name", "value": "old"}, {"add": "/colour", "value": "red"}]"""), true).applyTo(image);

        assertThat(image.name).isEqualTo("old");
        assertThat(image.properties).containsEntry("colour", "red");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                         | 400 | array",
                "[1]                                                        | 400 | objects",
                "[{\"path\": \"/name\", \"value\": \"x\"}]                  | 400 | 'op'",
                "[{\"op\": \"move\", \"path\": \"/name\", \"value\": \"x\"}] | 400 | 'op'",
                "[{\"op\": \"replace\", \"value\": \"x\"}]                  | 400 | 'path'",
                "[{\"op\": \"replace\", \"path\": \"/name\"}]               | 400 | value",
                "[{\"op\": \"replace\", \"path\": \"name\", \"value\": 1}]  | 400 | start",
                "[{\"op\": \"replace\", \"path\": \"/\", \"value\": 1}]     | 400 | token",
                "[{\"op\": \"replace\", \"path\": \"/a/b\", \"value\": 1}]  | 400 | pointer",
                "[{\"op\": \"replace\", \"path\": \"/a~2\", \"value\": 1}]  | 400 | escape",
                "[{\"op\": \"replace\", \"path\": \"/name\", \"value\": 1}] | 400 | name",
                "[{\"op\": \"replace\", \"path\": \"/min_disk\", \"value\": -1}] | 400 | min_disk",
                "[{\"op\": \"replace\", \"path\": \"/disk_format\", \"value\": \"wrong\"}] | 400 | disk_format",
                "[{\"op\": \"replace\", \"path\": \"/visibility\", \"value\": \"x\"}] | 400 | visibility",
                "[{\"op\": \"replace\", \"path\": \"/tags\", \"value\": [1]}] | 400 | tags",
                "[{\"op\": \"add\", \"path\": \"/colour\", \"value\": 1}]   | 400 | colour",
                "[{\"op\": \"replace\", \"path\": \"/status\", \"value\": \"active\"}] | 403 | read-only",
                "[{\"op\": \"replace\", \"path\": \"/id\", \"value\": \"x\"}] | 403 | read-only",
                "[{\"op\": \"replace\", \"path\": \"/checksum\", \"value\": \"x\"}] | 403 | read-only",
                "[{\"op\": \"replace\", \"path\": \"/deleted\", \"value\": true}] | 403 | reserved",
                "[{\"op\": \"add\", \"path\": \"/os_glance_x\", \"value\": \"x\"}] | 403 | reserved",
                "[{\"op\": \"add\", \"path\": \"/locations/-\", \"value\": {}}] | 403 | locations",
                "[{\"op\": \"remove\", \"path\": \"/name\"}]                | 403 | removed",
                "[{\"op\": \"remove\", \"path\": \"/colour\"}]              | 409 | exist",
                "[{\"op\": \"replace\", \"path\": \"/colour\", \"value\": \"x\"}] | 409 | exist"
            })
    void refusesWhatGlanceRefusesAndSaysWhere(String body, int status, String saying) {
        assertThatThrownBy(() -> patch(body))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.status()).isEqualTo(status))
                .hasMessageContaining(saying);
    }

    private void patch(String body) {
        ImagePatch.read(json(body), false).applyTo(image);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
