package io.caelum.platform.web.token;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Requires a valid {@code X-Auth-Token} on every route that is not {@link Anonymous} and sets the current context. */
class TokenFilter {

    private final Tokens tokens;

    TokenFilter(Tokens tokens) {
        this.tokens = tokens;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void check(ContainerRequestContext request, ResourceInfo route) {
        if (isAnonymous(route)) {
            return;
        }
        TokenClaims claims = tokens.require(request.getHeaderString("X-Auth-Token"));
        CurrentContext.set(tokens.contextOf(claims));
        claims.projectId().ifPresent(project -> Span.current().setAttribute(Tracing.PROJECT_ID, project));
        request.setProperty(TokenClaims.class.getName(), claims);
    }

    private static boolean isAnonymous(ResourceInfo route) {
        return route.getResourceMethod().isAnnotationPresent(Anonymous.class)
                || route.getResourceClass().isAnnotationPresent(Anonymous.class);
    }
}
