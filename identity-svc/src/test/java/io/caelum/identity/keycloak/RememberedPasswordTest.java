package io.caelum.identity.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.identity.IdentityServiceTest;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.identity.Revocation;
import io.caelum.platform.contract.identity.TokenTrustRpc;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RememberedPasswordTest extends IdentityServiceTest {

    private static final Optional<String> ANY = Optional.empty();

    @Inject
    VerifiedPasswords passwords;

    @Inject
    Bus bus;

    @Test
    void aRevocationByAnotherInstanceIsHeardAndThePasswordForgotten() throws Throwable {
        String user = newUser("p");
        logIn(userById(user, "p"), null).then().statusCode(201);
        assertThat(passwords.isRight(user, "p")).isTrue();
        var revocation = new Revocation(
                UUID.randomUUID().toString(),
                ANY,
                ANY,
                Optional.of(user),
                ANY,
                ANY,
                passwords.now(),
                passwords.now() + 1_000_000);

        VertxContextSupport.subscribeAndAwait(
                () -> bus.client(TokenTrustRpc.class).revoked(revocation));

        await().atMost(Duration.ofSeconds(30)).until(() -> !passwords.isRight(user, "p"));
    }
}
