package io.caelum.image.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.caelum.image.format.ContainerFormat;
import io.caelum.image.format.DiskFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImageViewTest {

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    @Test
    void aNewImageShowsAllBaseKeysEvenWithoutAValue() throws IOException {
        Image image = Image.queued(
                UUID.fromString("1c1b1c52-0001-4000-8000-000000000001"),
                "9f2b7a3c1d4e4f6aa1b2c3d4e5f60718",
                Instant.parse("2026-11-23T06:42:53.987654Z"));

        assertThat(json.valueToTree(ImageView.of(image)).toPrettyString()).isEqualTo(sample("queued"));
    }

    @Test
    void anActiveImageShowsItsBytesAndItsProperties() throws IOException {
        Image image = Image.queued(
                UUID.fromString("1c1b1c52-0001-4000-8000-000000000001"),
                "9f2b7a3c1d4e4f6aa1b2c3d4e5f60718",
                Instant.parse("2026-11-23T06:42:53.987654Z"));
        image.name = "tiny";
        image.status = ImageStatus.ACTIVE;
        image.visibility = Visibility.PUBLIC;
        image.isProtected = true;
        image.containerFormat = ContainerFormat.BARE;
        image.diskFormat = DiskFormat.QCOW2;
        image.minDisk = 1;
        image.minRam = 64;
        image.size = 5_368_709_120L;
        image.virtualSize = 10_737_418_240L;
        image.checksum = "d41d8cd98f00b204e9800998ecf8427e";
        image.osHashAlgo = "sha512";
        image.osHashValue = "cf83e135";
        image.tags.addAll(List.of("b", "a"));
        image.properties.put("hw_disk_bus", "virtio");
        image.updatedAt = Instant.parse("2026-11-23T06:43:00Z");

        assertThat(json.valueToTree(ImageView.of(image)).toPrettyString()).isEqualTo(sample("active"));
    }

    private String sample(String name) throws IOException {
        try (var stream = ImageViewTest.class.getResourceAsStream("/samples/image/" + name + ".json")) {
            return json.readTree(stream).toPrettyString();
        }
    }
}
