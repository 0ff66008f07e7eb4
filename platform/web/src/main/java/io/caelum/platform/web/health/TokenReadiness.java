package io.caelum.platform.web.health;

import io.caelum.platform.web.token.Tokens;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when tokens can be checked. */
@Readiness
class TokenReadiness implements HealthCheck {

    private final Tokens tokens;

    TokenReadiness(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("token keys").status(tokens.isReady());
        return (tokens.isReady()
                        ? answer
                        : answer.withData("reason", "the identity service has not told its signing keys yet"))
                .build();
    }
}
