package io.caelum.identity.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.fault.Fault;
import io.caelum.testkit.MovableClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {

    private static final String USER = "0b6d0d8e-35ad-4d63-a0f4-5d2b53c52f9c";
    private static final RsaJsonWebKey FIRST = key("first", "sig");
    private static final RsaJsonWebKey SECOND = key("second", "sig");
    private static final RsaJsonWebKey TO_ENCRYPT = key("to encrypt", "enc");

    private final MovableClock clock = MovableClock.startingAt("2026-11-23T12:00:00Z");
    private final Realm realm = new Realm();
    private final KeycloakSettings settings = new SmallRyeConfigBuilder()
            .withMapping(KeycloakSettings.class)
            .withDefaultValues(Map.of(
                    "caelum.keycloak.url", "http://keycloak:8080",
                    "caelum.keycloak.public-url", "https://login.example/",
                    "caelum.keycloak.client-secret", "secret"))
            .addDefaultInterceptors()
            .build()
            .getConfigMapping(KeycloakSettings.class);
    private final AccessTokens tokens = new AccessTokens(
            new RealmKeys(realm, settings, new KeycloakThreads(settings), clock),
            new DashboardLogIn(settings),
            settings,
            clock);

    /** Keycloak's endpoints, of which only the one of the keys is asked. */
    private static final class Realm implements TokenEndpoint {

        private List<? extends JsonWebKey> keys = List.of(FIRST, TO_ENCRYPT);
        private int asked;

        @Override
        public String keys(String realm) {
            asked++;
            return new JsonWebKeySet(keys).toJson();
        }

        @Override
        public Uni<Granted> grant(String a, String b, String c, String d, String e, String f) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> endSession(String a, String b, String c, String d) {
            throw new UnsupportedOperationException();
        }
    }

    private AccessTokens.Bearer shown(String token) {
        return tokens.require(token).await().atMost(Duration.ofSeconds(30));
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> shown(token))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.status()).isEqualTo(401));
    }

    private String token(Consumer<JwtClaims> change) {
        return signed(FIRST, change);
    }

    /** As Keycloak gives it to the page, with a change. */
    private String signed(RsaJsonWebKey key, Consumer<JwtClaims> change) {
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("RS256");
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setKey(key.getPrivateKey());
        jws.setPayload(claims(change).toJson());
        return written(jws);
    }

    private JwtClaims claims(Consumer<JwtClaims> change) {
        var claims = new JwtClaims();
        claims.setIssuer("https://login.example/realms/caelum");
        claims.setSubject(USER);
        claims.setAudience("caelum-identity");
        claims.setIssuedAt(inSeconds(0));
        claims.setExpirationTime(inSeconds(300));
        claims.setClaim("azp", "caelum-dashboard");
        claims.setClaim("typ", "Bearer");
        change.accept(claims);
        return claims;
    }

    private NumericDate inSeconds(long seconds) {
        return NumericDate.fromSeconds(clock.instant().getEpochSecond() + seconds);
    }

    private static String written(JsonWebSignature jws) {
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RsaJsonWebKey key(String id, String use) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            key.setUse(use);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAccessTokenOfThePageSaysWhoAndSinceWhen() {
        AccessTokens.Bearer bearer = shown(token(claims -> {}));

        assertThat(bearer.userId()).isEqualTo(USER.replace("-", ""));
        assertThat(bearer.since()).isEqualTo(clock.instant());
    }

    @Test
    void anotherIssuerAudienceClientOrTypeIsRefused() {
        assertRefused(token(claims -> claims.setIssuer("https://login.example/realms/other")));
        assertRefused(token(claims -> claims.setIssuer("http://keycloak:8080/realms/caelum")));
        assertRefused(token(claims -> claims.setAudience("account")));
        assertRefused(token(claims -> claims.unsetClaim("aud")));
        assertRefused(token(claims -> claims.setClaim("azp", "caelum-identity")));
        assertRefused(token(claims -> claims.unsetClaim("azp")));
        assertRefused(token(claims -> claims.setClaim("typ", "ID")));
        assertRefused(token(claims -> claims.unsetClaim("typ")));
        assertRefused(token(claims -> claims.unsetClaim("sub")));
        assertRefused(token(claims -> claims.setClaim("azp", 42)));
    }

    @Test
    void oneThatHasExpiredOrIsNotValidYetOrTellsNoTimeIsRefused() {
        String token = token(claims -> {});
        assertRefused(token(claims -> claims.setNotBefore(inSeconds(60))));
        assertRefused(token(claims -> claims.unsetClaim("iat")));
        assertRefused(token(claims -> claims.unsetClaim("exp")));
        shown(token);

        clock.advance(Duration.ofSeconds(310));

        assertRefused(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "no token at all"})
    void whatIsNoTokenIsRefusedWithoutAskingKeycloak(String text) {
        assertRefused(text);
        assertRefused(null);
        assertThat(realm.asked).isZero();
    }

    @Test
    void theAlgorithmIsNotForTheTokenToChoose() {
        var unsigned = new JsonWebSignature();
        unsigned.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        unsigned.setAlgorithmHeaderValue("none");
        unsigned.setKeyIdHeaderValue("first");
        unsigned.setPayload(claims(claims -> {}).toJson());
        var bySharedSecret = new JsonWebSignature();
        bySharedSecret.setAlgorithmHeaderValue("HS256");
        bySharedSecret.setKeyIdHeaderValue("first");
        bySharedSecret.setKey(new HmacKey(FIRST.getPublicKey().getEncoded()));
        bySharedSecret.setPayload(claims(claims -> {}).toJson());

        assertRefused(written(unsigned));
        assertRefused(written(bySharedSecret));
        assertRefused(signed(TO_ENCRYPT, claims -> {}));
    }

    @Test
    void claimsOfOneTokenUnderTheSignatureOfAnotherAreRefused() {
        String[] good = token(claims -> {}).split("\\.");
        String other = token(claims -> claims.setSubject("somebody else")).split("\\.")[1];

        assertRefused(good[0] + "." + other + "." + good[2]);
        assertRefused(good[0] + "." + good[1] + "."
                + Base64.getUrlEncoder().encodeToString("no signature".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aNewKeyIsFoundAndOneThatWasTakenAwayIsSoonRefused() {
        String byFirst = token(claims -> {});
        shown(byFirst);
        realm.keys = List.of(SECOND);
        clock.advance(Duration.ofSeconds(4));

        shown(signed(SECOND, claims -> {}));

        assertRefused(byFirst);
        realm.keys = List.of();
        clock.advance(Duration.ofSeconds(31));
        assertRefused(signed(SECOND, claims -> {}));
    }

    @Test
    void invitedByMadeUpKeyIdsKeycloakIsAskedEveryFewSecondsOnly() {
        RsaJsonWebKey unknown = key("unknown", "sig");
        for (int time = 0; time < 100; time++) {
            assertRefused(signed(unknown, claims -> {}));
            shown(token(claims -> {}));
        }

        assertThat(realm.asked).isEqualTo(1);
    }
}
