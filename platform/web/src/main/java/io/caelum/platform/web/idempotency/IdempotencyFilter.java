package io.caelum.platform.web.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.idempotency.KeptAnswer;
import io.caelum.platform.idempotency.KeptAnswers;
import io.caelum.platform.web.fault.FaultMappers;
import io.caelum.platform.web.token.Anonymous;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Performs a POST with an {@code Idempotency-Key} once and answers its repetitions as it answered the first. Refusals are
 * not kept, unlike what the draft proposes: they have changed nothing, and what was refused for a full quota may be asked
 * for again with the same key when there is room. Without the header this costs the look at one.
 */
class IdempotencyFilter {

    private static final int NEXT_TO_THE_RESOURCE = Priorities.USER + 100;
    private static final Annotation[] NONE = {};

    private final Instance<KeptAnswers> answers;
    private final ObjectMapper json;
    private final FaultMappers faults;

    IdempotencyFilter(Instance<KeptAnswers> answers, ObjectMapper json, FaultMappers faults) {
        this.answers = answers;
        this.json = json;
        this.faults = faults;
    }

    @ServerRequestFilter(priority = NEXT_TO_THE_RESOURCE)
    public Uni<Response> before(ContainerRequestContext request, ResourceInfo route, RoutingContext http) {
        return request.getMethod().equals(HttpMethod.POST) && !isAnonymous(route) && answers.isResolvable()
                ? IdempotencyKey.of(request.getHeaders())
                        .map(key -> lookUp(request, http, key))
                        .orElse(null)
                : null;
    }

    private static boolean isAnonymous(ResourceInfo route) {
        return route.getResourceMethod().isAnnotationPresent(Anonymous.class)
                || route.getResourceClass().isAnnotationPresent(Anonymous.class);
    }

    private Uni<Response> lookUp(ContainerRequestContext request, RoutingContext http, String key) {
        Buffer body = http.body().buffer();
        var asked = Repeatable.of(
                CurrentContext.get(),
                request.getMethod(),
                request.getUriInfo().getPath(),
                key,
                String.valueOf(http.request().query()),
                body == null ? new byte[0] : body.getBytes());
        return answers.get().find(asked.request()).map(kept -> {
            if (kept != null) {
                return again(asked, kept);
            }
            request.setProperty(Repeatable.class.getName(), asked);
            answers.get().begin(() -> stayWhenTheClientGoes(http));
            return null;
        });
    }

    /** What has begun goes on, so that who hangs up and repeats finds it done. The endpoint would be cancelled otherwise. */
    private static void stayWhenTheClientGoes(RoutingContext http) {
        http.response().closeHandler(null);
    }

    private Response again(Repeatable asked, KeptAnswer kept) {
        if (!asked.isTheSameAs(kept)) {
            throw new Fault(
                    Fault.Kind.UNPROCESSABLE,
                    "IdempotencyKeyReused",
                    "The header %s has the key of another request: a key may be repeated only with the same body."
                            .formatted(IdempotencyKey.HEADER));
        }
        return Answer.read(asked.open(kept), json).again();
    }

    /** Before the filters that add headers to every answer. */
    @ServerResponseFilter(priority = NEXT_TO_THE_RESOURCE)
    public Uni<Void> after(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(Repeatable.class.getName()) instanceof Repeatable asked)) {
            return null;
        }
        request.removeProperty(Repeatable.class.getName());
        return isSuccess(response) ? keep(asked, response) : takeBack(asked, response);
    }

    private static boolean isSuccess(ContainerResponseContext response) {
        return response.getStatus() / 100 == 2;
    }

    private Uni<Void> keep(Repeatable asked, ContainerResponseContext response) {
        String answer = Answer.of(response, json).write(json);
        return answers.get()
                .keep(asked.seal(answer))
                .chain(kept -> kept ? Uni.createFrom().voidItem() : askAgain(asked, response));
    }

    /** It may have been refused because its twin has just been done: the name is taken, the quota used up. */
    private Uni<Void> takeBack(Repeatable asked, ContainerResponseContext response) {
        return answers.get()
                .giveUp()
                .chain(() -> response.getStatus() < 500
                        ? askAgain(asked, response)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> askAgain(Repeatable asked, ContainerResponseContext response) {
        return answers.get()
                .find(asked.request())
                .invoke(kept -> {
                    if (kept != null) {
                        replace(response, answerOf(asked, kept));
                    } else if (isSuccess(response)) {
                        throw Fault.unavailable("The request was taken back. Repeat it.");
                    }
                })
                .replaceWithVoid();
    }

    private Response answerOf(Repeatable asked, KeptAnswer kept) {
        try {
            return again(asked, kept);
        } catch (Fault fault) {
            return faults.fault(fault);
        }
    }

    private static void replace(ContainerResponseContext response, Response by) {
        response.setStatus(by.getStatus());
        response.getHeaders().clear();
        response.getHeaders().putAll(by.getHeaders());
        response.setEntity(by.getEntity(), NONE, by.getMediaType());
    }
}
