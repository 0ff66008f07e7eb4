package io.caelum.identity.keycloak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.caelum.identity.fault.Faults;
import io.caelum.identity.resource.Ids;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Users and their passwords, which Keycloak owns; here is the only place that asks its administration about them. */
@ApplicationScoped
public class KeycloakUsers {

    private static final int PAGE = 500;
    /** Up to so many unknown users are asked for one by one, more of them as a whole list. */
    private static final int SINGLY = 8;

    private final KeycloakAdmin keycloak;
    private final KeycloakThreads threads;
    private final VerifiedPasswords passwords;
    private final Cache<String, KeycloakUser> known;
    private final Cache<String, String> ids;

    KeycloakUsers(
            KeycloakAdmin keycloak, KeycloakSettings settings, KeycloakThreads threads, VerifiedPasswords passwords) {
        this.keycloak = keycloak;
        this.threads = threads;
        this.passwords = passwords;
        known = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(settings.rememberUser())
                .build();
        ids = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(settings.rememberUser())
                .build();
    }

    /** As Keycloak has the user now. */
    public Uni<Optional<KeycloakUser>> find(String id) {
        return threads.call(() -> {
            try {
                return Ids.toUuid(id).map(uuid -> keep(users().get(uuid).toRepresentation()));
            } catch (WebApplicationException e) {
                rethrowUnlessGone(e);
                known.invalidate(id);
                return Optional.empty();
            }
        });
    }

    /** Fails with 404 if Keycloak has no such user now. */
    public Uni<KeycloakUser> require(String id) {
        return find(id).map(user -> user.orElseThrow(() -> Faults.notFound("user", id)));
    }

    /** As {@link #find}, but what was true some seconds ago will do. */
    public Uni<Optional<KeycloakUser>> findRecent(String id) {
        KeycloakUser recent = known.getIfPresent(id);
        return recent == null ? find(id) : Uni.createFrom().item(Optional.of(recent));
    }

    /** As {@link #require}, but what was true some seconds ago will do. */
    public Uni<KeycloakUser> requireRecent(String id) {
        return findRecent(id).map(user -> user.orElseThrow(() -> Faults.notFound("user", id)));
    }

    /** Those of the ids which exist, by id, as of some seconds ago. */
    public Uni<Map<String, KeycloakUser>> allRecent(Collection<String> ids) {
        List<String> unknown = ids.stream()
                .distinct()
                .filter(id -> known.getIfPresent(id) == null)
                .toList();
        Map<String, KeycloakUser> recent = new HashMap<>(known.getAllPresent(ids));
        if (unknown.isEmpty()) {
            return Uni.createFrom().item(recent);
        }
        Uni<List<KeycloakUser>> asked = unknown.size() <= SINGLY ? oneByOne(unknown) : list(Optional.empty());
        return asked.map(users -> {
            users.forEach(user -> recent.put(user.id(), user));
            return recent;
        });
    }

    private Uni<List<KeycloakUser>> oneByOne(List<String> ids) {
        return Uni.join()
                .all(ids.stream().map(this::find).toList())
                .andFailFast()
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }

    public Uni<Optional<KeycloakUser>> byName(String domainId, String name) {
        return threads.call(() -> users().searchByUsername(Usernames.of(domainId, name), true).stream()
                .findFirst()
                .map(this::keep));
    }

    /** Only if we were told within the last seconds; does not ask. */
    Optional<KeycloakUser> recentByName(String domainId, String name) {
        String username = Usernames.of(domainId, name);
        return Optional.ofNullable(ids.getIfPresent(username))
                .map(known::getIfPresent)
                .filter(user -> user.username().equals(username));
    }

    /** The name by which Keycloak knows somebody at its log-in. */
    public String usernameOf(String domainId, String name) {
        return Usernames.of(domainId, name);
    }

    /** All users, or those of one domain. */
    public Uni<List<KeycloakUser>> list(Optional<String> domainId) {
        return threads.call(() -> {
            var all = new ArrayList<KeycloakUser>();
            for (int first = 0; ; first += PAGE) {
                List<UserRepresentation> page = page(domainId, first);
                page.forEach(user -> all.add(keep(user)));
                if (page.size() < PAGE) {
                    return all.stream()
                            .filter(user ->
                                    domainId.isEmpty() || user.domainId().equals(domainId.get()))
                            .toList();
                }
            }
        });
    }

    /** Users of the default domain need not have our attributes, so they are found among all. */
    private List<UserRepresentation> page(Optional<String> domainId, int first) {
        return domainId.isEmpty() || domainId.get().equals("default")
                ? users().search(null, null, null, null, first, PAGE, null, false)
                : users().searchByAttributes(
                                first, PAGE, null, false, KeycloakUser.DOMAIN + ":\"" + domainId.get() + "\"");
    }

    /**
     * The password counts as verified, since Keycloak has just taken it: who makes a user mostly logs in as it next.
     *
     * @param password null for a user who cannot log in with one
     */
    public Uni<KeycloakUser> create(KeycloakUser wanted, @Nullable String password) {
        long begun = passwords.now();
        return threads.call(() -> {
            UserRepresentation user = wanted.writeTo(new UserRepresentation());
            user.setEmailVerified(true);
            if (password != null) {
                user.setCredentials(List.of(credential(password)));
            }
            try (Response answer = users().create(user)) {
                if (answer.getStatus() != 201) {
                    throw refusal(answer, wanted);
                }
                String location = answer.getHeaderString("Location");
                user.setId(location.substring(location.lastIndexOf('/') + 1));
                KeycloakUser created = keep(user);
                if (password != null && created.enabled()) {
                    passwords.remember(created.id(), password, begun);
                }
                return created;
            }
        });
    }

    /** Changes a user as Keycloak has them now. */
    public Uni<KeycloakUser> update(String id, Function<KeycloakUser, KeycloakUser> change) {
        return threads.call(() -> {
            UserResource resource = resource(id);
            try {
                UserRepresentation stored = resource.toRepresentation();
                KeycloakUser wanted = change.apply(KeycloakUser.of(stored));
                passwords.forget(id);
                resource.update(wanted.writeTo(stored));
                if (!wanted.enabled()) {
                    resource.logout();
                }
                return keep(stored);
            } catch (WebApplicationException e) {
                throw refusal(e, id);
            }
        });
    }

    /** Also ends what was begun at Keycloak's own page with the old one. */
    public Uni<Void> setPassword(String id, String password) {
        return threads.call(() -> {
            passwords.forget(id);
            try {
                resource(id).resetPassword(credential(password));
                resource(id).logout();
            } catch (WebApplicationException e) {
                throw refusal(e, id);
            }
            passwords.forget(id);
            return null;
        });
    }

    /** Somebody who is gone already is fine. */
    public Uni<Void> delete(String id) {
        return threads.call(() -> {
            passwords.forget(id);
            known.invalidate(id);
            try {
                resource(id).remove();
            } catch (WebApplicationException e) {
                rethrowUnlessGone(e);
            }
            known.invalidate(id);
            return null;
        });
    }

    private UsersResource users() {
        return keycloak.users();
    }

    private UserResource resource(String id) {
        return users().get(Ids.toUuid(id).orElseThrow(() -> Faults.notFound("user", id)));
    }

    private KeycloakUser keep(UserRepresentation user) {
        KeycloakUser kept = KeycloakUser.of(user);
        known.put(kept.id(), kept);
        ids.put(kept.username(), kept.id());
        return kept;
    }

    private static CredentialRepresentation credential(String password) {
        var credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        credential.setTemporary(false);
        return credential;
    }

    private static void rethrowUnlessGone(WebApplicationException answer) {
        if (answer.getResponse().getStatus() != 404) {
            throw answer;
        }
    }

    /** The client throws one and the same type whatever the status, so that is what has to be asked. */
    private static RuntimeException refusal(WebApplicationException answer, String id) {
        return switch (answer.getResponse().getStatus()) {
            case 404 -> Faults.notFound("user", id);
            case 409 -> nameTaken("that name", "its domain");
            case 400 -> unfit(answer.getResponse().readEntity(String.class));
            default -> answer;
        };
    }

    private static RuntimeException refusal(Response answer, KeycloakUser wanted) {
        return switch (answer.getStatus()) {
            case 409 -> nameTaken("the name " + wanted.name(), "domain " + wanted.domainId());
            case 400 -> unfit(answer.readEntity(String.class));
            default -> new WebApplicationException(answer.getStatus());
        };
    }

    private static Fault nameTaken(String name, String domain) {
        return Faults.conflict("user", "it is not permitted to have two users with %s in %s".formatted(name, domain));
    }

    /** Keycloak says in its own words what is wrong with a user; they are fit for the caller. */
    private static Fault unfit(String body) {
        return Fault.badRequest("Keycloak refused the user: " + body);
    }
}
