package io.caelum.platform.contract.identity;

import java.util.List;

/**
 * What a service needs in order to check tokens by itself.
 *
 * @param keys public keys as JWK JSON texts ({@code kid}, {@code kty}, {@code crv}, {@code x}, {@code y}); the newest first
 * @param revocations those whose tokens may still be unexpired
 */
public record TokenTrust(List<String> keys, List<Revocation> revocations) {}
