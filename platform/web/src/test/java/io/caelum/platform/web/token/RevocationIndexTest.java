package io.caelum.platform.web.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.platform.contract.identity.Revocation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevocationIndexTest {

    private static final Optional<String> ANY = Optional.empty();

    private final RevocationIndex index = new RevocationIndex();
    private final TokenClaims token = SampleClaims.issuedAt(5_000);

    @Test
    void howManyOthersWereRevokedDoesNotMatter() {
        for (int other = 0; other < 10_000; other++) {
            index.add(revocation(Optional.of("audit of another " + other), ANY, ANY, 9_000));
            index.add(revocation(ANY, Optional.of("user " + other), ANY, 9_000));
        }
        index.add(revocation(ANY, Optional.of(token.userId()), Optional.of("another project"), 9_000));

        assertThat(index.candidates(token)).hasSize(1);
        assertThat(index.hit(token)).isFalse();
        index.add(revocation(ANY, Optional.of(token.userId()), token.projectId(), 9_000));
        assertThat(index.hit(token)).isTrue();
    }

    @Test
    void ofTwoWithTheSameCriteriaTheLaterCounts() {
        Optional<String> user = Optional.of(token.userId());
        index.add(revocation(ANY, user, ANY, 4_000));
        assertThat(index.hit(token)).isFalse();

        index.add(revocation(ANY, user, ANY, 6_000));
        index.add(revocation(ANY, user, ANY, 3_000));
        index.add(revocation(ANY, user, ANY, 6_000));

        assertThat(index.candidates(token)).hasSize(1);
        assertThat(index.hit(token)).isTrue();
    }

    @Test
    void oneThatTellsNothingButATimeEndsEverythingFromBefore() {
        index.add(revocation(ANY, ANY, ANY, 5_000));

        assertThat(index.hit(token)).isTrue();
        assertThat(index.hit(SampleClaims.issuedAt(5_001))).isFalse();
    }

    @Test
    void onesOfExpiredTokensAreForgottenAndTheOthersStay() {
        index.add(new Revocation("a", Optional.of("audit-2"), ANY, ANY, ANY, ANY, 9_000, 10_000));
        index.add(new Revocation("b", ANY, ANY, Optional.of(token.userId()), ANY, ANY, 9_000, 20_000));

        index.forgetUntil(15_000);

        assertThat(index.candidates(token)).extracting(Revocation::id).containsExactly("b");
    }

    private static Revocation revocation(
            Optional<String> auditId, Optional<String> user, Optional<String> project, long issuedBefore) {
        return new Revocation("r", auditId, ANY, user, project, ANY, issuedBefore, 10_000 + issuedBefore);
    }
}
