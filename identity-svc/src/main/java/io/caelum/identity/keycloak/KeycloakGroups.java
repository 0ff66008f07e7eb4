package io.caelum.identity.keycloak;

import io.caelum.identity.fault.Faults;
import io.caelum.identity.resource.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.keycloak.admin.client.resource.GroupResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Groups of users, which Keycloak owns; here is the only place that asks its administration about them. */
@ApplicationScoped
public class KeycloakGroups {

    private static final int PAGE = 500;

    private final KeycloakAdmin keycloak;
    private final KeycloakThreads threads;

    KeycloakGroups(KeycloakAdmin keycloak, KeycloakThreads threads) {
        this.keycloak = keycloak;
        this.threads = threads;
    }

    public Uni<List<KeycloakGroup>> list() {
        return threads.call(() -> pages(first -> keycloak.groups().groups("", first, PAGE, false)).stream()
                .map(KeycloakGroup::of)
                .toList());
    }

    public Uni<KeycloakGroup> require(String id) {
        return threads.call(known("group", id, () -> KeycloakGroup.of(group(id).toRepresentation())));
    }

    public Uni<KeycloakGroup> create(KeycloakGroup wanted) {
        return threads.call(() -> {
            GroupRepresentation group = wanted.writeTo(new GroupRepresentation());
            try (Response answer = keycloak.groups().add(group)) {
                if (answer.getStatus() != 201) {
                    throw refusal(answer.getStatus(), wanted);
                }
                String location = answer.getHeaderString("Location");
                group.setId(location.substring(location.lastIndexOf('/') + 1));
                return KeycloakGroup.of(group);
            }
        });
    }

    public Uni<KeycloakGroup> update(String id, UnaryOperator<KeycloakGroup> change) {
        return threads.call(known("group", id, () -> {
            GroupResource resource = group(id);
            GroupRepresentation stored = resource.toRepresentation();
            KeycloakGroup wanted = change.apply(KeycloakGroup.of(stored));
            try {
                resource.update(wanted.writeTo(stored));
            } catch (WebApplicationException e) {
                throw refusal(e.getResponse().getStatus(), wanted);
            }
            return KeycloakGroup.of(stored);
        }));
    }

    /** One that is gone already is fine. */
    public Uni<Void> delete(String id) {
        return threads.call(() -> {
            try {
                group(id).remove();
            } catch (WebApplicationException e) {
                rethrowUnlessGone(e);
            }
            return null;
        });
    }

    public Uni<List<KeycloakUser>> members(String id) {
        return threads.call(known("group", id, () -> {
            List<UserRepresentation> users = pages(first -> group(id).members(first, PAGE, false));
            return users.stream().map(KeycloakUser::of).toList();
        }));
    }

    /** Of whoever is in the group; nobody is in one that does not exist. */
    public Uni<List<String>> memberIds(String id) {
        return members(id)
                .map(users -> users.stream().map(KeycloakUser::id).toList())
                .onFailure(Faults::isNotFound)
                .recoverWithItem(List.of());
    }

    public Uni<Void> join(String id, String userId) {
        return threads.call(known("user", userId, () -> {
            user(userId).joinGroup(uuid("group", id));
            return null;
        }));
    }

    public Uni<Void> leave(String id, String userId) {
        return threads.call(known("user", userId, () -> {
            user(userId).leaveGroup(uuid("group", id));
            return null;
        }));
    }

    /** The groups in which a user is; none for one that does not exist. */
    public Uni<List<KeycloakGroup>> of(String userId) {
        return threads.call(() -> {
            try {
                return Ids.toUuid(userId)
                        .map(uuid -> pages(first -> keycloak.users().get(uuid).groups(first, PAGE, false)).stream()
                                .map(KeycloakGroup::of)
                                .toList())
                        .orElse(List.of());
            } catch (WebApplicationException e) {
                rethrowUnlessGone(e);
                return List.of();
            }
        });
    }

    private static <T> List<T> pages(IntFunction<List<T>> ask) {
        var all = new ArrayList<T>();
        for (int first = 0; ; first += PAGE) {
            List<T> page = ask.apply(first);
            all.addAll(page);
            if (page.size() < PAGE) {
                return all;
            }
        }
    }

    private static <T> Callable<T> known(String kind, String id, Callable<T> work) {
        return () -> {
            try {
                return work.call();
            } catch (WebApplicationException e) {
                rethrowUnlessGone(e);
                throw Faults.notFound(kind, id);
            }
        };
    }

    private GroupResource group(String id) {
        return keycloak.groups().group(uuid("group", id));
    }

    private UserResource user(String id) {
        return keycloak.users().get(uuid("user", id));
    }

    private static String uuid(String kind, String id) {
        return Ids.toUuid(id).orElseThrow(() -> Faults.notFound(kind, id));
    }

    private static void rethrowUnlessGone(WebApplicationException answer) {
        if (answer.getResponse().getStatus() != 404) {
            throw answer;
        }
    }

    private static RuntimeException refusal(int status, KeycloakGroup wanted) {
        return switch (status) {
            case 409 ->
                Faults.conflict(
                        "group",
                        "it is not permitted to have two groups with the name %s in domain %s"
                                .formatted(wanted.name(), wanted.domainId()));
            case 404 -> Faults.notFound("group", wanted.id());
            default -> new WebApplicationException(status);
        };
    }
}
