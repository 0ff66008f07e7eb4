package io.caelum.platform.web.token;

import io.caelum.platform.contract.identity.Revocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Revocations, found by what a token says: of the criteria of each the narrowest is its handle, and a token looks only
 * under the handles that fit it. So what a request costs does not grow with the number of tokens that were revoked.
 * Thread-safe.
 */
final class RevocationIndex {

    private final Map<Handle, List<Revocation>> byHandle = new ConcurrentHashMap<>();

    private enum Kind {
        TOKEN,
        CHAIN,
        USER,
        PROJECT,
        DOMAIN,
        EVERYTHING
    }

    private record Handle(Kind kind, String id) {

        static final Handle OF_EVERYTHING = new Handle(Kind.EVERYTHING, "");

        static Handle of(Revocation revocation) {
            return of(Kind.TOKEN, revocation.auditId())
                    .or(() -> of(Kind.CHAIN, revocation.auditChainId()))
                    .or(() -> of(Kind.USER, revocation.userId()))
                    .or(() -> of(Kind.PROJECT, revocation.projectId()))
                    .or(() -> of(Kind.DOMAIN, revocation.domainId()))
                    .orElse(OF_EVERYTHING);
        }

        private static Optional<Handle> of(Kind kind, Optional<String> id) {
            return id.map(value -> new Handle(kind, value));
        }
    }

    /** Two with the same criteria become one: the later covers the earlier. */
    void add(Revocation revocation) {
        byHandle.merge(Handle.of(revocation), List.of(revocation), (known, one) -> with(known, revocation));
    }

    private static List<Revocation> with(List<Revocation> known, Revocation revocation) {
        List<Revocation> others =
                known.stream().filter(other -> !covers(revocation, other)).toList();
        return others.stream().anyMatch(other -> covers(other, revocation))
                ? others
                : Stream.concat(others.stream(), Stream.of(revocation)).toList();
    }

    private static boolean covers(Revocation one, Revocation other) {
        return one.auditId().equals(other.auditId())
                && one.auditChainId().equals(other.auditChainId())
                && one.userId().equals(other.userId())
                && one.projectId().equals(other.projectId())
                && one.domainId().equals(other.domainId())
                && one.issuedBeforeMicros() >= other.issuedBeforeMicros()
                && one.expiresAtMicros() >= other.expiresAtMicros();
    }

    /** Those whose tokens have all expired by then. */
    void forgetUntil(long micros) {
        for (Handle handle : byHandle.keySet()) {
            byHandle.computeIfPresent(handle, (same, known) -> {
                List<Revocation> left = known.stream()
                        .filter(revocation -> revocation.expiresAtMicros() >= micros)
                        .toList();
                return left.isEmpty() ? null : left;
            });
        }
    }

    boolean hit(TokenClaims token) {
        return candidates(token).anyMatch(revocation -> kills(revocation, token));
    }

    /** Those which have at least one criterion in common with the token. */
    Stream<Revocation> candidates(TokenClaims token) {
        return handles(token).map(byHandle::get).filter(found -> found != null).flatMap(List::stream);
    }

    private static Stream<Handle> handles(TokenClaims token) {
        return Stream.concat(
                Stream.of(
                        new Handle(Kind.TOKEN, token.auditId()),
                        new Handle(Kind.CHAIN, token.auditChainId()),
                        new Handle(Kind.USER, token.userId()),
                        Handle.OF_EVERYTHING),
                Stream.concat(
                        token.projectId().stream().map(id -> new Handle(Kind.PROJECT, id)),
                        domains(token).distinct().map(id -> new Handle(Kind.DOMAIN, id))));
    }

    private static boolean kills(Revocation revocation, TokenClaims token) {
        return token.issuedAtMicros() <= revocation.issuedBeforeMicros()
                && matches(revocation.auditId(), Stream.of(token.auditId()))
                && matches(revocation.auditChainId(), Stream.of(token.auditChainId()))
                && matches(revocation.userId(), Stream.of(token.userId()))
                && matches(revocation.projectId(), token.projectId().stream())
                && matches(revocation.domainId(), domains(token));
    }

    private static Stream<String> domains(TokenClaims token) {
        return Stream.of(token.domainId(), token.projectDomainId(), Optional.of(token.userDomainId()))
                .flatMap(Optional::stream);
    }

    private static boolean matches(Optional<String> wanted, Stream<String> found) {
        return wanted.isEmpty() || found.anyMatch(wanted.get()::equals);
    }
}
