package io.caelum.compute.migration;

import io.caelum.compute.http.Ids;
import io.caelum.compute.http.Query;
import io.caelum.compute.http.Times;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.microversion.Microversion;
import io.caelum.platform.web.paging.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which migrations a list is to show, the newest first: the query part of a request as an SQL statement. */
final class MigrationQuery {

    private static final int MAXIMUM = 1000;

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private final Page page;

    private MigrationQuery(Page page) {
        this.page = page;
    }

    static MigrationQuery of(Query query, Microversion version) {
        boolean paged = version.atLeast(2, 59);
        var wanted = new MigrationQuery(paged ? query.page(MAXIMUM) : new Page(MAXIMUM, Optional.empty()));
        wanted.where(query, "host", "(m.source_host = :host or m.dest_host = :host)");
        wanted.where(query, "source_compute", "m.source_host = :source_compute");
        wanted.where(query, "status", "replace(lower(m.status), '_', '-') = lower(:status)");
        wanted.type(query);
        wanted.server(query);
        if (paged) {
            wanted.since(query);
            wanted.after();
        }
        return wanted;
    }

    private void where(Query query, String key, String condition) {
        query.first(key).ifPresent(text -> {
            conditions.add(condition);
            values.put(key, text);
        });
    }

    private void type(Query query) {
        query.first("migration_type").ifPresent(text -> {
            conditions.add("m.type = :type");
            values.put("type", MigrationType.named(text).map(Enum::name).orElse(""));
        });
    }

    private void server(Query query) {
        query.first("instance_uuid").ifPresent(text -> {
            conditions.add("m.server_id = :server");
            values.put("server", uuid("instance_uuid", text));
        });
    }

    private void since(Query query) {
        query.first("changes-since").ifPresent(text -> {
            conditions.add("m.updated_at >= :since");
            values.put("since", Times.parse("changes-since", text));
        });
    }

    private void after() {
        page.marker().ifPresent(text -> {
            conditions.add("m.number < (select o.number from migrations o where o.id = :marker)");
            values.put("marker", marker().orElseThrow());
        });
    }

    private static UUID uuid(String key, String text) {
        return Ids.parse(text)
                .orElseThrow(
                        () -> Fault.badRequest("Invalid input for query parameter %s. Value: %s. '%s' is not a 'uuid'"
                                .formatted(key, text, text)));
    }

    Optional<UUID> marker() {
        return page.marker().map(text -> uuid("marker", text));
    }

    int limit() {
        return page.limit();
    }

    Map<String, Object> values() {
        return values;
    }

    String sql() {
        String where = conditions.isEmpty() ? "true" : String.join(" and ", conditions);
        return "select m.* from migrations m where " + where + " order by m.number desc limit " + page.limit();
    }
}
