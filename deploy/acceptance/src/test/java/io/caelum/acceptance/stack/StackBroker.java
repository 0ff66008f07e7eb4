package io.caelum.acceptance.stack;

import io.caelum.launcher.home.Home;
import io.caelum.launcher.part.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The broker of the stack under test, by its management interface. */
public final class StackBroker {

    private static final String VIRTUAL_HOST = "caelum";

    private final URI management;

    public StackBroker() {
        management = URI.create(Stack.of(Home.current()).infra().rabbitMq().management());
    }

    /** Puts a message straight into a queue, whatever it says. */
    public void send(String queue, String body) {
        ask(request("/api/exchanges/%s/amq.default/publish".formatted(VIRTUAL_HOST))
                .POST(BodyPublishers.ofString("""
                        {"routing_key": "%s", "properties": {}, "payload": "%s", "payload_encoding": "base64"}""".formatted(
                                queue, Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8))))));
    }

    public void purge(String queue) {
        ask(request("/api/queues/%s/%s/contents".formatted(VIRTUAL_HOST, queue)).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        String login =
                Base64.getEncoder().encodeToString(management.getRawUserInfo().getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(
                        URI.create("http://%s:%d%s".formatted(management.getHost(), management.getPort(), path)))
                .header("Authorization", "Basic " + login);
    }

    private static void ask(HttpRequest.Builder request) {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300 || answer.body().contains("\"routed\":false")) {
                throw new AssertionError(
                        "the broker's management answers " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
