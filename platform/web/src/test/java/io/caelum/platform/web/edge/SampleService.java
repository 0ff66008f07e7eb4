package io.caelum.platform.web.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.bus.notify.Audience;
import io.caelum.platform.bus.notify.Listener;
import io.caelum.platform.bus.notify.Notification;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.contract.identity.TokenTrust;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.PublicUrl;
import io.caelum.platform.web.fault.FaultDialect;
import io.caelum.platform.web.token.Anonymous;
import io.caelum.platform.web.token.TrustSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;

/** The smallest service with an edge; its bus is never reached. */
final class SampleService {

    private SampleService() {}

    record Thing(String name, int count, Optional<String> note) {}

    @Path("things")
    public static class ThingResource {

        @POST
        public Thing create(Thing thing) {
            return thing;
        }

        @GET
        @Path("who")
        public Map<String, Object> who() {
            return CurrentContext.get().toWire();
        }

        @GET
        @Path("who-later")
        public Uni<Map<String, Object>> whoLater() {
            return Uni.createFrom()
                    .item("x")
                    .onItem()
                    .delayIt()
                    .by(java.time.Duration.ofMillis(5))
                    .map(x -> CurrentContext.get().toWire());
        }

        @GET
        @Path("fault")
        public Thing fault() {
            throw Fault.conflict("the thing is busy");
        }

        @GET
        @Path("bug")
        public Thing bug() {
            throw new IllegalStateException("the secret inside");
        }

        @GET
        @Path("unreachable")
        public Uni<Thing> unreachable() {
            return Uni.createFrom().failure(new RpcUnreachableException("Nobody serves topic 'image'."));
        }

        @GET
        @Path("open")
        @Anonymous
        public Map<String, String> open(@Context HttpServerRequest request) {
            return Map.of("url", PublicUrl.of(request));
        }
    }

    @ApplicationScoped
    public static class Dialect implements FaultDialect {

        private final ObjectMapper json = new ObjectMapper();

        @Override
        public Response render(Fault fault) {
            return Response.status(fault.status())
                    .entity(json.createObjectNode().put("message", fault.getMessage()))
                    .type("application/json")
                    .build();
        }
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    public static class KnownTrust implements TrustSource {

        @Override
        public Uni<TokenTrust> read() {
            String key = EdgeTest.KEY.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
            return Uni.createFrom().item(new TokenTrust(List.of(key), List.of()));
        }
    }

    @Alternative
    @Priority(1)
    @Singleton
    public static class NoBus implements Bus {

        @Override
        public <T> T client(Class<T> contract) {
            return null;
        }

        @Override
        public <T> Served serve(Class<T> contract, T implementation, Serving serving) {
            return null;
        }

        @Override
        public Uni<Void> declareNotificationTopic(String exchange, String topic, String priority) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> tell(String exchange, String topic, Notification notification) {
            return Uni.createFrom().failure(new IllegalStateException(problem()));
        }

        @Override
        public Served listen(Audience audience, Listener listener) {
            return null;
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public long connections() {
            return 0;
        }

        @Override
        public String problem() {
            return "waiting for RabbitMQ at 127.0.0.1:1";
        }

        @Override
        public void close() {}
    }

    @Alternative
    @Priority(1)
    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }
}
