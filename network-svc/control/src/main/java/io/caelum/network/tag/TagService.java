package io.caelum.network.tag;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.policy.Ownership;
import io.caelum.network.request.Ids;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Reads and changes the tags of any resource that has them. */
@ApplicationScoped
class TagService {

    private static final int MAX_LENGTH = 60;
    private static final int MAX_COUNT = 50;

    @Inject
    Db db;

    @Inject
    Clock clock;

    private record Tagged(UUID id, String projectId, List<String> tags) {}

    Uni<List<String>> list(TaggedCollection collection, String id) {
        RequestContext caller = NetworkPolicy.GET_TAGS.check();
        return db.read(tx -> require(tx, caller, collection, id)).map(Tagged::tags);
    }

    Uni<Void> has(TaggedCollection collection, String id, String tag) {
        return list(collection, id).invoke(tags -> requireTag(tags, tag)).replaceWithVoid();
    }

    Uni<List<String>> replace(TaggedCollection collection, String id, List<String> tags) {
        tags.forEach(TagService::check);
        return change(collection, id, before -> List.copyOf(new LinkedHashSet<>(tags)));
    }

    Uni<List<String>> add(TaggedCollection collection, String id, String tag) {
        check(tag);
        return change(collection, id, before -> {
            var after = new LinkedHashSet<>(before);
            after.add(tag);
            return List.copyOf(after);
        });
    }

    Uni<List<String>> remove(TaggedCollection collection, String id, String tag) {
        return change(collection, id, before -> {
            requireTag(before, tag);
            var after = new ArrayList<>(before);
            after.remove(tag);
            return after;
        });
    }

    private Uni<List<String>> change(TaggedCollection collection, String id, UnaryOperator<List<String>> change) {
        RequestContext caller = NetworkPolicy.UPDATE_TAGS.check();
        return db.withTransaction(tx -> lock(tx, collection, id)
                .chain(() -> require(tx, caller, collection, id))
                .invoke(found -> Ownership.require(caller, found.projectId, NetworkPolicy.UPDATE_TAGS))
                .map(found -> new Tagged(found.id, found.projectId, change.apply(found.tags)))
                .invoke(changed -> {
                    if (changed.tags.size() > MAX_COUNT) {
                        throw NetworkFaults.badRequest("A resource has " + MAX_COUNT + " tags at most");
                    }
                })
                .call(changed -> write(tx, collection, changed))
                .map(Tagged::tags));
    }

    private static Uni<Integer> lock(Tx tx, TaggedCollection collection, String id) {
        return tx.session()
                .createNativeQuery("select 1 from " + collection.table() + " where id = :id for update", Integer.class)
                .setParameter("id", Ids.inPath(id, TagService::notFound))
                .getResultList()
                .map(List::size);
    }

    private Uni<Integer> write(Tx tx, TaggedCollection collection, Tagged changed) {
        return tx.session()
                .createNativeQuery(
                        "update " + collection.table()
                                + " set tags = cast(string_to_array(cast(:tags as text), ',') as varchar[]), revision_number = revision_number + 1, updated_at = :now where id = :id")
                .setParameter("tags", String.join(",", changed.tags))
                .setParameter("now", clock.instant())
                .setParameter("id", changed.id)
                .executeUpdate();
    }

    private static Uni<Tagged> require(Tx tx, RequestContext caller, TaggedCollection collection, String id) {
        UUID uuid = Ids.inPath(id, TagService::notFound);
        return tx.session()
                .createNativeQuery(
                        "select e.project_id, array_to_string(e.tags, ',') from " + collection.table()
                                + " e where e.id = :id and (e.project_id = :me or :all or "
                                + collection.visibleToAll() + ")",
                        Object[].class)
                .setParameter("id", uuid)
                .setParameter("me", String.valueOf(caller.projectId()))
                .setParameter("all", caller.isAdmin())
                .getResultList()
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Tagged(uuid, (String) row[0], split((String) row[1])))
                        .orElseThrow(() -> notFound(id)));
    }

    /** Tags go to and from the database as one text, since no tag has a comma in it. */
    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    private static void requireTag(List<String> tags, String tag) {
        if (!tags.contains(tag)) {
            throw NetworkFaults.notFound("TagNotFound", "Tag " + tag + " could not be found.");
        }
    }

    private static void check(String tag) {
        if (tag.isEmpty() || tag.length() > MAX_LENGTH || tag.contains(",") || tag.indexOf('\0') >= 0) {
            throw NetworkFaults.invalidInput("a tag has 1 to " + MAX_LENGTH + " characters and no comma, unlike '"
                    + tag.substring(0, Math.min(tag.length(), MAX_LENGTH)) + "'");
        }
    }

    private static Fault notFound(Object id) {
        return NetworkFaults.notFound("TagResourceNotFound", "Resource " + id + " could not be found.");
    }
}
