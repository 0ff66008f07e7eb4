package io.caelum.gateway.health;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.caelum.gateway.proxy.Proxy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks every instance of every service whether it is ready. */
@ApplicationScoped
class ServiceHealth {

    private static final int PATIENCE_MILLIS = 2_000;

    private final HttpClient client;
    private final Proxy proxy;

    ServiceHealth(Vertx vertx, Proxy proxy) {
        client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(PATIENCE_MILLIS).setTracingPolicy(TracingPolicy.IGNORE));
        this.proxy = proxy;
    }

    Uni<Whole> all() {
        var asked = new ArrayList<Future<Part>>();
        new TreeMap<>(proxy.instancesByService())
                .forEach((name, instances) -> instances.forEach(instance -> asked.add(ask(name, instance))));
        return Uni.createFrom()
                .completionStage(() -> Future.all(asked)
                        .map(done -> Whole.of(asked.stream().map(Future::result).toList()))
                        .toCompletionStage());
    }

    /** Never fails: not getting an answer is an answer. */
    private Future<Part> ask(String name, URI instance) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(instance.getHost())
                .setPort(instance.getPort())
                .setTimeout(PATIENCE_MILLIS)
                .setURI("/q/health/ready");
        return client.request(options)
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.body().map(body -> Part.of(name, instance, answer.statusCode(), body)))
                .otherwise(failure -> Part.down(name, instance, "gives no answer: " + failure.getMessage()));
    }

    /** Everything together. */
    @RegisterForReflection
    record Whole(String status, List<Part> services) {
        static Whole of(List<Part> parts) {
            return new Whole(parts.stream().allMatch(Part::isUp) ? "UP" : "DOWN", parts);
        }

        @JsonIgnore
        boolean isUp() {
            return status.equals("UP");
        }
    }

    /** One instance of a service. */
    record Part(String service, String address, String status, Optional<String> reason) {

        static Part of(String service, URI address, int code, Buffer body) {
            return code == 200
                    ? new Part(service, address.toString(), "UP", Optional.empty())
                    : down(service, address, reason(code, body));
        }

        static Part down(String service, URI address, String reason) {
            return new Part(service, address.toString(), "DOWN", Optional.of(reason));
        }

        @JsonIgnore
        boolean isUp() {
            return status.equals("UP");
        }

        private static String reason(int code, Buffer body) {
            try {
                return body.toJsonObject().getJsonArray("checks", new JsonArray()).stream()
                        .map(JsonObject.class::cast)
                        .filter(check -> !"UP".equals(check.getString("status")))
                        .map(Part::sentence)
                        .collect(Collectors.joining("; "));
            } catch (DecodeException | ClassCastException e) {
                return "answers " + code + " when asked for its health";
            }
        }

        private static String sentence(JsonObject check) {
            String reason = check.getJsonObject("data", new JsonObject()).getString("reason");
            return check.getString("name") + (reason == null ? " is down" : ": " + reason);
        }
    }
}
