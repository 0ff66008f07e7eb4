package io.caelum.launcher.testimage;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.launcher.Console;
import io.caelum.launcher.cloud.Cloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Gives the image to the cloud, as {@code tiny} for everybody. */
public final class Registration {

    static final String NAME = "tiny";
    private static final String IMAGES = "/image/v2/images";

    /** MiB with which it boots. */
    private static final int MEMORY = 96;

    private final Cloud cloud;
    private final Console console;

    public Registration(Cloud cloud, Console console) {
        this.cloud = cloud;
        this.console = console;
    }

    /** One with other bytes makes room: a name shall mean one image. */
    public String register(Path file) {
        byte[] bytes = read(file);
        String digest = sha512(bytes);
        String known = null;
        for (JsonNode image :
                cloud.get(IMAGES + "?visibility=public&name=" + NAME).path("images")) {
            String id = image.path("id").asText();
            if (known == null && image.path("os_hash_value").asText().equals(digest)) {
                known = id;
            } else {
                cloud.delete(IMAGES + "/" + id);
                console.event("removed an older image " + NAME + ": " + id);
            }
        }
        if (known != null) {
            console.event("the cloud has it already: image %s, %s".formatted(NAME, known));
            return known;
        }
        return upload(bytes);
    }

    private String upload(byte[] bytes) {
        String id = cloud.post(
                        IMAGES,
                        Map.of(
                                "name",
                                NAME,
                                "disk_format",
                                "qcow2",
                                "container_format",
                                "bare",
                                "visibility",
                                "public",
                                "min_ram",
                                MEMORY))
                .body()
                .path("id")
                .asText();
        cloud.put("%s/%s/file".formatted(IMAGES, id), "application/octet-stream", bytes);
        console.event("registered: image %s, %s, %d bytes".formatted(NAME, id, bytes.length));
        return id;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha512(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
