package io.caelum.bench.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What the local broker counts. */
public record Broker(URI management, String userAndPassword) {

    public static Broker of(LocalCloud cloud) {
        int port = cloud.stack().settings().ports().rabbitMqManagement();
        return new Broker(
                URI.create("http://127.0.0.1:" + port + "/api/overview"),
                URI.create(cloud.busUrl()).getRawUserInfo());
    }

    /** Messages published since it was started; brought up to date every few seconds. */
    public long published() {
        var login = Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(management)
                .header("Authorization", "Basic " + login)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString()).body();
            return new ObjectMapper()
                    .readTree(answer)
                    .at("/message_stats/publish")
                    .asLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
