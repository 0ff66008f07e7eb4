package io.caelum.identity.token.key;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** A key pair for tokens as it is stored. */
@Entity
class SigningKey {

    @Id
    String kid;

    /** JWK. */
    String publicKey;

    /** JWK, encrypted by {@link KeySeal}. */
    String sealedPrivateKey;

    /** It is published before. */
    Instant signsFrom;

    Instant createdAt;
}
