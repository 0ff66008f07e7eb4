package io.caelum.network;

import io.caelum.platform.web.token.Tokens;
import io.caelum.testkit.TestTokens;
import io.caelum.testkit.WithPostgres;
import io.caelum.testkit.WithRabbitMq;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** The service on a real database and a real broker, believing the tokens of tests. */
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithRabbitMq.class)
abstract class ServiceTest {

    @Inject
    Tokens tokens;

    @BeforeEach
    void believeTheTokensOfTests() {
        TestTokens.trustedBy(tokens);
    }
}
