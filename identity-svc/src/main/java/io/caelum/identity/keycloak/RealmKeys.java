package io.caelum.identity.keycloak;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/**
 * The keys with which Keycloak signs. They are read again every half minute, so that one which was taken away is soon
 * refused, and when a token names one that is not known yet, but then not more often than every few seconds: anybody can
 * write a token that names some key.
 */
@ApplicationScoped
class RealmKeys {

    private static final Duration GOOD_FOR = Duration.ofSeconds(30);
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(3);

    private final TokenEndpoint endpoint;
    private final KeycloakSettings settings;
    private final KeycloakThreads threads;
    private final Clock clock;
    private final Object reading = new Object();
    private volatile Known known = new Known(Map.of(), Instant.EPOCH);

    RealmKeys(@RestClient TokenEndpoint endpoint, KeycloakSettings settings, KeycloakThreads threads, Clock clock) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.threads = threads;
        this.clock = clock;
    }

    private record Known(Map<String, PublicKey> keys, Instant at) {

        private boolean suffices(String id, Instant now) {
            return now.isBefore(at.plus(keys.containsKey(id) ? GOOD_FOR : AT_MOST_EVERY));
        }

        private Optional<PublicKey> find(String id) {
            return Optional.ofNullable(keys.get(id));
        }
    }

    Uni<Optional<PublicKey>> find(String id) {
        Known now = known;
        return now.suffices(id, clock.instant())
                ? Uni.createFrom().item(now.find(id))
                : threads.call(() -> readFor(id).find(id));
    }

    /** One at a time; who waited mostly finds what they need. */
    private Known readFor(String id) throws JoseException {
        synchronized (reading) {
            Instant now = clock.instant();
            if (!known.suffices(id, now)) {
                known = new Known(parse(endpoint.keys(settings.realm())), now);
            }
            return known;
        }
    }

    /** Keycloak also has keys to encrypt with; those sign nothing. */
    private static Map<String, PublicKey> parse(String set) throws JoseException {
        var keys = new HashMap<String, PublicKey>();
        for (JsonWebKey key : new JsonWebKeySet(set).getJsonWebKeys()) {
            if (key instanceof PublicJsonWebKey signs && Use.SIGNATURE.equals(key.getUse())) {
                keys.put(key.getKeyId(), signs.getPublicKey());
            }
        }
        return Map.copyOf(keys);
    }
}
