package io.caelum.compute.server;

import io.caelum.compute.http.Ids;
import io.caelum.compute.http.Query;
import io.caelum.compute.http.Times;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.microversion.Microversion;
import io.caelum.platform.web.paging.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which servers a list is to show: the query part of the request as an SQL statement with parameters. */
final class ServerQuery {

    private static final int MAXIMUM = 1000;

    /** Columns to sort by; none of them may be null, or the comparison with the marker would lose rows. */
    private static final Map<String, String> SORT_COLUMNS = Map.ofEntries(
            Map.entry("display_name", "s.name"),
            Map.entry("name", "s.name"),
            Map.entry("created_at", "s.created_at"),
            Map.entry("updated_at", "s.updated_at"),
            Map.entry("launched_at", "coalesce(s.launched_at, '-infinity')"),
            Map.entry("terminated_at", "coalesce(s.terminated_at, '-infinity')"),
            Map.entry("host", "coalesce(s.host, '')"),
            Map.entry("node", "coalesce(s.host, '')"),
            Map.entry("vm_state", "s.vm_state"),
            Map.entry("task_state", "coalesce(s.task_state, '')"),
            Map.entry("power_state", "s.power_state"),
            Map.entry("uuid", "s.id"),
            Map.entry("id", "s.id"),
            Map.entry("image_ref", "coalesce(cast(s.image_id as text), '')"),
            Map.entry("instance_type_id", "s.flavor_number"),
            Map.entry("key_name", "coalesce(s.key_name, '')"),
            Map.entry("project_id", "s.project_id"),
            Map.entry("user_id", "s.user_id"),
            Map.entry("display_description", "coalesce(s.description, '')"),
            Map.entry("hostname", "s.hostname"),
            Map.entry("availability_zone", "coalesce(s.availability_zone, '')"),
            Map.entry("config_drive", "s.config_drive"),
            Map.entry("progress", "s.progress"),
            Map.entry("launch_index", "s.launch_index"),
            Map.entry("access_ip_v4", "coalesce(s.access_ip_v4, '')"),
            Map.entry("access_ip_v6", "coalesce(s.access_ip_v6, '')"),
            Map.entry("auto_disk_config", "s.disk_config"),
            Map.entry("locked", "s.locked"));

    /** Where servers are is not for their users to see, nor to find out by their order. */
    private static final Set<String> ADMINISTRATORS_SORT_KEYS = Set.of("host", "node");

    private record Sort(String column, boolean ascending) {}

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private final List<Sort> sorts;
    private final Page page;

    private ServerQuery(List<Sort> sorts, Page page) {
        this.sorts = sorts;
        this.page = page;
    }

    static ServerQuery of(Query query, RequestContext who, Microversion version) {
        var wanted = new ServerQuery(sorts(query, who), query.page(MAXIMUM));
        wanted.projects(query, who);
        wanted.age(query, who);
        wanted.everyonesFilters(query, who, version);
        if (who.isAdmin()) {
            wanted.administratorsFilters(query);
        }
        return wanted;
    }

    Page page() {
        return page;
    }

    /** The marker's id; empty if there is none. */
    Optional<UUID> marker() {
        return page.marker().map(text -> Ids.parse(text).orElseThrow(() -> noMarker(text)));
    }

    static Fault noMarker(Object marker) {
        return Fault.badRequest("marker [%s] not found".formatted(marker));
    }

    Map<String, Object> values() {
        marker().ifPresent(id -> values.put("marker", id));
        return values;
    }

    String sql() {
        String where = conditions.isEmpty() ? "true" : String.join(" and ", conditions);
        return "select s.* from servers s where " + where + (page.marker().isPresent() ? " and " + afterMarker() : "")
                + " order by " + order() + " limit " + page.limit();
    }

    private String order() {
        return String.join(
                ", ",
                sorts.stream()
                        .map(sort -> sort.column() + (sort.ascending() ? " asc" : " desc"))
                        .toList());
    }

    /** Further in the order than the marker: in the first column that differs. */
    private String afterMarker() {
        var alternatives = new ArrayList<String>();
        String same = "";
        for (Sort sort : sorts) {
            String marker = "(select " + sort.column() + " from servers s where s.id = :marker)";
            alternatives.add("(" + same + sort.column() + (sort.ascending() ? " > " : " < ") + marker + ")");
            same += sort.column() + " = " + marker + " and ";
        }
        return "(" + String.join(" or ", alternatives) + ")";
    }

    private static List<Sort> sorts(Query query, RequestContext who) {
        List<String> keys = query.all("sort_key");
        List<String> directions = query.all("sort_dir");
        var sorts = new LinkedHashMap<String, Sort>();
        String last = "desc";
        for (int i = 0; i < keys.size(); i++) {
            String column = SORT_COLUMNS.get(keys.get(i));
            if (column == null) {
                throw Fault.badRequest("Invalid input for query parameter sort_key. Value: %s. It is none of %s"
                        .formatted(
                                keys.get(i),
                                SORT_COLUMNS.keySet().stream().sorted().toList()));
            }
            if (ADMINISTRATORS_SORT_KEYS.contains(keys.get(i)) && !who.isAdmin()) {
                throw Fault.forbidden("Only administrators can sort servers by %s".formatted(keys.get(i)));
            }
            last = i < directions.size() ? directions.get(i) : last;
            sorts.putIfAbsent(column, new Sort(column, Query.isAscending("sort_dir", last)));
        }
        if (keys.isEmpty() && !directions.isEmpty()) {
            last = directions.getFirst();
        }
        boolean ascending = Query.isAscending("sort_dir", last);
        sorts.putIfAbsent("s.created_at", new Sort("s.created_at", ascending));
        sorts.putIfAbsent("s.id", new Sort("s.id", ascending));
        return List.copyOf(sorts.values());
    }

    private void projects(Query query, RequestContext who) {
        if (query.isSet("all_tenants")) {
            ComputePolicy.SERVERS_LIST_ALL_PROJECTS.check();
            query.first("project_id")
                    .or(() -> query.first("tenant_id"))
                    .ifPresent(project -> equal("s.project_id", "project", project));
        } else {
            equal("s.project_id", "project", who.projectId() == null ? "" : who.projectId());
        }
    }

    /** Deleted servers show only to those who ask what has changed, and to administrators who ask for them. */
    private void age(Query query, RequestContext who) {
        Optional<String> since = query.first("changes-since");
        since.ifPresent(text -> {
            conditions.add("s.updated_at >= :since");
            values.put("since", Times.parse("changes-since", text));
        });
        boolean deleted = who.isAdmin() && query.truth("deleted").orElse(false);
        if (deleted) {
            conditions.add("s.deleted_at is not null");
        } else if (since.isEmpty()) {
            conditions.add("s.deleted_at is null");
        }
    }

    private void everyonesFilters(Query query, RequestContext who, Microversion version) {
        matching(query, "name", "s.name");
        equal(query, "flavor", "s.flavor_id");
        query.first("image").ifPresent(image -> equal("cast(s.image_id as text)", "image", lastPart(image)));
        equal(query, "reservation_id", "s.reservation_id");
        status(query, version);
        address(query, "ip", 4);
        if (who.isAdmin() || version.atLeast(2, 5)) {
            address(query, "ip6", 6);
        }
        if (version.atLeast(2, 26)) {
            tags(query);
        }
    }

    private void administratorsFilters(Query query) {
        equal(query, "host", "s.host");
        equal(query, "node", "s.host");
        matching(query, "hostname", "s.hostname");
        equal(query, "user_id", "s.user_id");
        equal(query, "uuid", "cast(s.id as text)");
        equal(query, "key_name", "s.key_name");
        equal(query, "availability_zone", "s.availability_zone");
        matching(query, "description", "coalesce(s.description, '')");
        query.first("vm_state")
                .ifPresent(state -> equal("replace(lower(s.vm_state), '_', '-')", "vmState", dashed(state)));
        query.first("task_state")
                .ifPresent(state -> equal("replace(lower(s.task_state), '_', '-')", "taskState", dashed(state)));
        query.whole("power_state").ifPresent(state -> equal("s.power_state", "powerState", state));
    }

    private static String dashed(String state) {
        return state.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String lastPart(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private void status(Query query, Microversion version) {
        List<String> wanted = query.all("status");
        if (wanted.isEmpty()) {
            return;
        }
        var alternatives = new ArrayList<String>();
        for (String text : wanted) {
            Optional<ServerStatus> status = ServerStatus.named(text);
            if (status.isEmpty() && version.atLeast(2, 38)) {
                throw Fault.badRequest("Invalid status value: %s".formatted(text));
            }
            status.ifPresent(known -> alternatives.add(known.condition()));
        }
        conditions.add(alternatives.isEmpty() ? "false" : "(" + String.join(" or ", alternatives) + ")");
    }

    private void address(Query query, String key, int version) {
        query.first(key).ifPresent(text -> {
            conditions.add("""
                    exists (select 1 from json_array_elements(cast(s.ports as json)) p,
                        json_array_elements(p -> 'fixedIps') f
                        where f ->> 'version' = '%d' and f ->> 'ipAddress' ~ :%s)""".formatted(version, key));
            values.put(key, expression(key, text));
        });
    }

    private void tags(Query query) {
        String owned = "(select count(*) from server_tags t where t.server_id = s.id and t.tag in (:%s))";
        tagged(query, "tags", owned + " = :%1$sCount");
        tagged(query, "tags-any", owned + " > 0");
        tagged(query, "not-tags", owned + " < :%1$sCount");
        tagged(query, "not-tags-any", owned + " = 0");
    }

    private void tagged(Query query, String key, String condition) {
        query.first(key).ifPresent(text -> {
            String name = key.replace("-", "");
            List<String> tags = List.of(text.split(",")).stream().distinct().toList();
            conditions.add(condition.replace("%s", name).replace("%1$s", name));
            values.put(name, tags);
            if (condition.contains("Count")) {
                values.put(name + "Count", (long) tags.size());
            }
        });
    }

    private void equal(Query query, String key, String column) {
        query.first(key).ifPresent(value -> equal(column, key.replace("_", ""), value));
    }

    private void equal(String column, String name, Object value) {
        conditions.add(column + " = :" + name);
        values.put(name, value);
    }

    private void matching(Query query, String key, String column) {
        query.first(key).ifPresent(text -> {
            conditions.add(column + " ~ :" + key);
            values.put(key, expression(key, text));
        });
    }

    /** Regular expressions run in the database; what Java cannot read either is refused before. */
    private static String expression(String key, String text) {
        try {
            return Pattern.compile(text).pattern();
        } catch (PatternSyntaxException e) {
            throw Fault.badRequest("Invalid input for query parameter %s. Value: %s. '%s' is not a 'regex'"
                    .formatted(key, text, text));
        }
    }
}
