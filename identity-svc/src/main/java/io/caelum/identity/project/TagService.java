package io.caelum.identity.project;

import io.caelum.identity.fault.Faults;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the tags of projects. */
@ApplicationScoped
class TagService {

    private static final int MOST = 80;
    private static final int LONGEST = 255;

    private final Db db;
    private final Projects projects;

    TagService(Db db, Projects projects) {
        this.db = db;
        this.projects = projects;
    }

    Uni<List<String>> list(String id) {
        return db.read(tx -> projects.require(tx, id)).map(project -> project.tags);
    }

    Uni<Void> require(String id, String tag) {
        return list(id).invoke(tags -> refuseUnlessAmong(tags, tag)).replaceWithVoid();
    }

    Uni<List<String>> replace(String id, @Nullable List<String> tags) {
        if (tags == null) {
            throw Faults.missing("tags", "the body");
        }
        return change(id, stored -> tags.stream().distinct().toList());
    }

    Uni<Void> add(String id, String tag) {
        return change(
                        id,
                        stored -> Stream.concat(stored.stream(), Stream.of(tag))
                                .distinct()
                                .toList())
                .replaceWithVoid();
    }

    Uni<Void> remove(String id, String tag) {
        return change(id, stored -> {
                    refuseUnlessAmong(stored, tag);
                    return stored.stream().filter(other -> !other.equals(tag)).toList();
                })
                .replaceWithVoid();
    }

    private Uni<List<String>> change(String id, UnaryOperator<List<String>> change) {
        return db.withTransaction(tx -> projects.requireLocked(tx, id)
                .invoke(project -> project.tags = checked(change.apply(project.tags)))
                .chain(project -> projects.update(tx, project))
                .map(project -> project.tags));
    }

    private static void refuseUnlessAmong(List<String> tags, String tag) {
        if (!tags.contains(tag)) {
            throw Faults.notFound("project tag", tag);
        }
    }

    /** A tag stands in addresses and in comma-separated filters. */
    static List<String> checked(List<String> tags) {
        if (tags.size() > MOST) {
            throw Faults.invalid("tags", "there may be at most %d".formatted(MOST));
        }
        for (String tag : tags) {
            if (tag.isBlank() || tag.length() > LONGEST || tag.contains("/") || tag.contains(",")) {
                throw Faults.invalid(
                        "tags", "'%s' must have 1 to %d characters, without slash and comma".formatted(tag, LONGEST));
            }
        }
        return tags;
    }
}
