package io.caelum.platform.web.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.platform.contract.identity.Revocation;
import io.caelum.platform.contract.identity.TokenTrust;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.Test;

class TrustStoreTest {

    private static final Optional<String> ANY = Optional.empty();
    private final TrustStore store = new TrustStore();
    private final TokenClaims token = SampleClaims.issuedAt(5_000);

    @Test
    void aTokenIsAliveAsLongAsNothingRevokesIt() {
        store.revoke(revocation(Optional.of("another"), ANY, ANY, 9_000));

        assertThat(store.isRevoked(token)).isFalse();
    }

    @Test
    void aTokenDiesByItsAuditIdItsChainItsUserOrItsProject() {
        assertThat(dies(revocation(Optional.of("audit-2"), ANY, ANY, 9_000))).isTrue();
        assertThat(dies(new Revocation("c", ANY, Optional.of("audit-1"), ANY, ANY, ANY, 9_000, 1)))
                .isTrue();
        assertThat(dies(revocation(ANY, Optional.of(token.userId()), ANY, 9_000)))
                .isTrue();
        assertThat(dies(revocation(ANY, ANY, token.projectId(), 9_000))).isTrue();
    }

    @Test
    void aTokenDiesWithTheDomainOfItsUserOrProject() {
        assertThat(dies(new Revocation("d", ANY, ANY, ANY, ANY, token.projectDomainId(), 9_000, 1)))
                .isTrue();
        assertThat(dies(new Revocation("d", ANY, ANY, ANY, ANY, Optional.of("another"), 9_000, 1)))
                .isFalse();
    }

    @Test
    void allCriteriaOfARevocationMustMatch() {
        assertThat(dies(revocation(ANY, Optional.of(token.userId()), Optional.of("another project"), 9_000)))
                .isFalse();
    }

    @Test
    void aTokenIssuedAfterTheRevocationLives() {
        assertThat(dies(revocation(ANY, Optional.of(token.userId()), ANY, 4_999)))
                .isFalse();
        assertThat(dies(revocation(ANY, Optional.of(token.userId()), ANY, 5_000)))
                .isTrue();
    }

    @Test
    void aFillReplacesTheKeysAndKeepsWhatWasHeardBefore() {
        store.revoke(revocation(Optional.of("audit-2"), ANY, ANY, 9_000));
        store.fill(new TokenTrust(List.of(json("old")), List.of()), 0);
        store.fill(new TokenTrust(List.of(json("new")), List.of()), 0);

        assertThat(store.key("old")).isNull();
        assertThat(store.key("new")).isNotNull();
        assertThat(store.isRevoked(token)).isTrue();
    }

    @Test
    void revocationsAreForgottenWhenTheirTokensHaveExpired() {
        store.revoke(revocation(Optional.of("audit-2"), ANY, ANY, 9_000));
        store.fill(new TokenTrust(List.of(), List.of()), 20_000);

        assertThat(store.isRevoked(token)).isFalse();
    }

    private boolean dies(Revocation revocation) {
        var fresh = new TrustStore();
        fresh.revoke(revocation);
        return fresh.isRevoked(token);
    }

    private static Revocation revocation(
            Optional<String> auditId, Optional<String> user, Optional<String> project, long issuedBefore) {
        return new Revocation("r", auditId, ANY, user, project, ANY, issuedBefore, 10_000);
    }

    private static String json(String id) {
        return TestKeys.key(id).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }
}
