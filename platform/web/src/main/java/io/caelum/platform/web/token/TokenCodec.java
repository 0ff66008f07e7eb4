package io.caelum.platform.web.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Writes and reads tokens: a JWS in compact form (RFC 7515) signed with ES256, header {@code alg} and {@code kid} only,
 * payload with short keys so that the whole stays well below a kilobyte. The one place that knows the format.
 */
public final class TokenCodec {

    /** Longer texts are refused before anything is decoded. */
    static final int MAX_LENGTH = 4096;

    private static final AlgorithmConstraints ES256_ONLY = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private TokenCodec() {}

    /** Signs the claims with a private EC P-256 key, whose key id goes into the header. */
    public static String sign(TokenClaims claims, EllipticCurveJsonWebKey key) {
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setKey(key.getPrivateKey());
        jws.setPayload(JsonUtil.toJson(payload(claims)));
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }

    /**
     * Checks form and signature; does not look at the time or at revocations.
     *
     * @param keys public key of a key id, or null if there is none
     * @return empty for anything that is not a token signed with one of the keys
     */
    public static Optional<TokenClaims> verify(String token, Function<String, EllipticCurveJsonWebKey> keys) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(ES256_ONLY);
            jws.setCompactSerialization(token);
            String keyId = jws.getKeyIdHeaderValue();
            EllipticCurveJsonWebKey key = keyId == null ? null : keys.apply(keyId);
            if (key == null) {
                return Optional.empty();
            }
            jws.setKey(key.getPublicKey());
            return jws.verifySignature() ? Optional.of(claims(jws.getPayload())) : Optional.empty();
        } catch (JoseException | RuntimeException e) {
            // whatever is wrong with it, a text which is no token is refused in one and the same way
            return Optional.empty();
        }
    }

    private static java.util.Map<String, Object> payload(TokenClaims claims) {
        var json = new java.util.LinkedHashMap<String, Object>();
        json.put("sub", claims.userId());
        json.put("unm", claims.userName());
        json.put("udm", claims.userDomainId());
        claims.projectId().ifPresent(value -> json.put("prj", value));
        claims.projectName().ifPresent(value -> json.put("pnm", value));
        claims.projectDomainId().ifPresent(value -> json.put("pdm", value));
        claims.domainId().ifPresent(value -> json.put("dom", value));
        if (claims.systemScope()) {
            json.put("sys", true);
        }
        json.put("rol", claims.roles());
        json.put("aud", claims.auditId());
        json.put("chn", claims.auditChainId());
        json.put("met", claims.methods());
        json.put("iat", claims.issuedAtMicros());
        json.put("exp", claims.expiresAtMicros());
        return json;
    }

    private static TokenClaims claims(String payload) throws JoseException {
        var json = JsonUtil.parseJson(payload);
        return new TokenClaims(
                (String) json.get("sub"),
                (String) json.get("unm"),
                (String) json.get("udm"),
                Optional.ofNullable((String) json.get("prj")),
                Optional.ofNullable((String) json.get("pnm")),
                Optional.ofNullable((String) json.get("pdm")),
                Optional.ofNullable((String) json.get("dom")),
                Boolean.TRUE.equals(json.get("sys")),
                texts(json.get("rol")),
                (String) json.get("aud"),
                (String) json.get("chn"),
                texts(json.get("met")),
                ((Number) json.get("iat")).longValue(),
                ((Number) json.get("exp")).longValue());
    }

    private static List<String> texts(Object value) {
        var texts = new ArrayList<String>();
        ((List<?>) value).forEach(item -> texts.add((String) item));
        return List.copyOf(texts);
    }
}
