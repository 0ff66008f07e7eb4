package io.caelum.gateway.dashboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the page.
 *
 * @param packed smaller, where that is worth it
 */
record Asset(String type, String tag, Buffer plain, Optional<Buffer> packed) {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    private static final Set<String> PACKED = Set.of("html", "js", "css", "svg");

    static Asset of(String path, byte[] bytes) throws IOException {
        String extension = path.substring(path.lastIndexOf('.') + 1);
        Optional<Buffer> packed = PACKED.contains(extension) ? Optional.of(pack(bytes)) : Optional.empty();
        return new Asset(
                TYPES.getOrDefault(extension, "application/octet-stream"),
                '"' + digest(bytes) + '"',
                Buffer.buffer(bytes),
                packed);
    }

    private static Buffer pack(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return Buffer.buffer(packed.toByteArray());
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param forEver whether the file's name changes with its content */
    void send(HttpServerRequest request, boolean forEver) {
        var response = request.response();
        response.putHeader("Cache-Control", forEver ? "public, max-age=31536000, immutable" : "no-cache");
        response.putHeader("ETag", tag);
        response.putHeader("Vary", "Accept-Encoding");
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", type);
        String accepted = request.getHeader("Accept-Encoding");
        boolean smaller = packed.isPresent() && accepted != null && accepted.contains("gzip");
        if (smaller) {
            response.putHeader("Content-Encoding", "gzip");
        }
        Buffer body = smaller ? packed.get() : plain;
        response.putHeader("Content-Length", Integer.toString(body.length()));
        if (request.method().name().equals("HEAD")) {
            response.end();
        } else {
            response.end(body);
        }
    }
}
