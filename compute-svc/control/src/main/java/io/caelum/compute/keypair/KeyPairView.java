package io.caelum.compute.keypair;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Links.Link;
import io.caelum.compute.http.Times;
import java.util.List;
import java.util.Optional;

@JsonInclude(JsonInclude.Include.NON_NULL)
record KeyPairView(
        String name,
        String fingerprint,
        @JsonProperty("public_key") String publicKey,
        String type,
        @JsonProperty("user_id") String userId,
        @JsonProperty("private_key") String privateKey,
        Long id,
        @JsonProperty("created_at") String createdAt,
        Boolean deleted,
        @JsonProperty("deleted_at") Optional<String> deletedAt,
        @JsonProperty("updated_at") Optional<String> updatedAt) {

    record One(KeyPairView keypair) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Many(
            List<One> keypairs,
            @JsonProperty("keypairs_links") List<Link> next) {}

    static KeyPairView brief(KeyPair pair, Asked asked) {
        return new KeyPairView(
                pair.name,
                pair.fingerprint,
                pair.publicKey,
                type(pair, asked),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static KeyPairView created(KeyPair pair, String privateKey, Asked asked) {
        return new KeyPairView(
                pair.name,
                pair.fingerprint,
                pair.publicKey,
                type(pair, asked),
                pair.userId,
                privateKey,
                null,
                null,
                null,
                null,
                null);
    }

    static KeyPairView full(KeyPair pair, Asked asked) {
        return new KeyPairView(
                pair.name,
                pair.fingerprint,
                pair.publicKey,
                type(pair, asked),
                pair.userId,
                null,
                pair.id,
                Times.micros(pair.createdAt),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static String type(KeyPair pair, Asked asked) {
        return asked.atLeast(2, 2) ? pair.type : null;
    }

    @Override
    public String toString() {
        return "KeyPairView[" + name + "]";
    }
}
