package io.caelum.network.listing;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.request.Ids;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A collection of the API as a query: which keys filter it, which sort it, and its pages. The entity is {@code e} in all
 * conditions. Pages are found by the marker's own values (not by counting rows), so they cost the same everywhere.
 */
public final class Listing<E> {

    private final Class<E> entity;
    private final Function<Object, Fault> notFound;
    private final Map<String, Filter> filters = new LinkedHashMap<>();
    private final Map<String, String> sorts = new LinkedHashMap<>();
    private final Map<String, NetworkPolicy> restricted = new HashMap<>();

    private Listing(Class<E> entity, Function<Object, Fault> notFound) {
        this.entity = entity;
        this.notFound = notFound;
    }

    /** A collection with no keys yet; {@code notFound} is what an unknown marker is answered with. */
    public static <E> Listing<E> ofPlain(Class<E> entity, Function<Object, Fault> notFound) {
        return new Listing<>(entity, notFound);
    }

    /** A collection with the keys that all resources with standard attributes have. */
    public static <E> Listing<E> of(Class<E> entity, Function<Object, Fault> notFound) {
        var listing = new Listing<>(entity, notFound)
                .uuid("id", "e.id")
                .text("name", "e.name")
                .text("description", "e.description")
                .number("revision_number", "e.revision")
                .text("tenant_id", "e.projectId")
                .text("project_id", "e.projectId")
                .filter("changed_since", Listing::changedSince);
        listing.sorts.put("created_at", "e.createdAt");
        listing.sorts.put("updated_at", "e.updatedAt");
        listing.tags();
        return listing;
    }

    public Listing<E> text(String name, String path) {
        sorts.put(name, path);
        return filter(name, (where, values) -> where.and(path + " in " + where.parameter(values)));
    }

    public Listing<E> flag(String name, String path) {
        sorts.put(name, path);
        return filter(
                name,
                (where, values) -> where.and(path + " in "
                        + where.parameter(values.stream().map(Listing::flag).toList())));
    }

    public Listing<E> uuid(String name, String path) {
        sorts.put(name, path);
        return filter(name, (where, values) -> where.and(path + " in " + where.parameter(uuids(values))));
    }

    public Listing<E> number(String name, String path) {
        sorts.put(name, path);
        return filter(
                name,
                (where, values) -> where.and(path + " in "
                        + where.parameter(values.stream().map(Listing::number).toList())));
    }

    /** A key with a meaning of its own, by which one cannot sort. */
    public Listing<E> filter(String name, Filter filter) {
        filters.put(name, filter);
        return this;
    }

    /** For whoever may not see these attributes they are no keys: what is found by them would tell their values. */
    public Listing<E> visibleTo(NetworkPolicy policy, String... names) {
        for (String name : names) {
            restricted.put(name, policy);
        }
        return this;
    }

    /** Leaves a standard key out which this collection does not have. */
    public Listing<E> without(String name) {
        filters.remove(name);
        sorts.remove(name);
        return this;
    }

    /**
     * @param where holds already what the caller may see
     */
    public Uni<List<E>> list(Tx tx, ListRequest request, Where where) {
        refuseUnknown(request);
        request.filters().forEach((key, values) -> filters.get(key).apply(where, values));
        if (request.marker().isEmpty()) {
            return query(tx, request, where);
        }
        UUID marker = Ids.inPath(request.marker().get(), notFound);
        return tx.session()
                .createSelectionQuery("select count(*) from " + name() + " e where e.id = :id", Long.class)
                .setParameter("id", marker)
                .getSingleResult()
                .chain(count -> {
                    if (count == 0) {
                        throw notFound.apply(marker);
                    }
                    after(marker, request, where);
                    return query(tx, request, where);
                });
    }

    /** The one row that meets the conditions, or null. */
    public Uni<E> one(Tx tx, Where where) {
        var query = tx.session().createSelectionQuery("from " + name() + " e" + where.text(), entity);
        where.parameters().forEach(query::setParameter);
        return query.getSingleResultOrNull();
    }

    private Uni<List<E>> query(Tx tx, ListRequest request, Where where) {
        String order = order(request).stream()
                .map(sort -> sort.key() + (sort.ascending() ? " asc" : " desc"))
                .collect(Collectors.joining(", "));
        var query = tx.session()
                .createSelectionQuery("from " + name() + " e" + where.text() + " order by " + order, entity);
        where.parameters().forEach(query::setParameter);
        if (request.limit() > 0) {
            query.setMaxResults(request.limit());
        }
        return query.getResultList().map(rows -> request.reverse() ? reversed(rows) : rows);
    }

    /** Rows behind the marker in the order: greater in the first key, or equal in it and greater in the second... */
    private void after(UUID marker, ListRequest request, Where where) {
        String id = where.parameter(marker);
        var alternatives = new ArrayList<String>();
        String equalSoFar = "";
        for (ListRequest.Sort sort : order(request)) {
            String value =
                    "(select " + sort.key().replace("e.", "m.") + " from " + name() + " m where m.id = " + id + ")";
            alternatives.add("(" + equalSoFar + sort.key() + (sort.ascending() ? " > " : " < ") + value + ")");
            equalSoFar += sort.key() + " = " + value + " and ";
        }
        where.and(String.join(" or ", alternatives));
    }

    /** The keys as paths, the id at the end: an order without ties. */
    private List<ListRequest.Sort> order(ListRequest request) {
        var order = new ArrayList<ListRequest.Sort>();
        for (ListRequest.Sort sort : request.sorts()) {
            order.add(new ListRequest.Sort(sorts.get(sort.key()), sort.ascending() != request.reverse()));
        }
        order.add(new ListRequest.Sort("e.id", !request.reverse()));
        return order;
    }

    private void refuseUnknown(ListRequest request) {
        List<String> unknown = request.filters().keySet().stream()
                .filter(key -> !filters.containsKey(key) || isHidden(key))
                .map(key -> "'" + key + "'")
                .toList();
        if (!unknown.isEmpty()) {
            throw NetworkFaults.badRequest("[" + String.join(", ", unknown) + "] is invalid attribute for filtering");
        }
        for (ListRequest.Sort sort : request.sorts()) {
            if (!sorts.containsKey(sort.key()) || isHidden(sort.key())) {
                throw NetworkFaults.badRequest("'" + sort.key() + "' is invalid attribute for sort_key");
            }
        }
    }

    private boolean isHidden(String key) {
        NetworkPolicy policy = restricted.get(key);
        return policy != null && !policy.allows(CurrentContext.get());
    }

    private String name() {
        return entity.getSimpleName();
    }

    private static <T> List<T> reversed(List<T> rows) {
        var copy = new ArrayList<>(rows);
        Collections.reverse(copy);
        return copy;
    }

    private void tags() {
        filter("tags", (where, values) -> where.and(all(where, values)));
        filter("tags-any", (where, values) -> where.and(any(where, values)));
        filter("not-tags", (where, values) -> where.and("not (" + all(where, values) + ")"));
        filter("not-tags-any", (where, values) -> where.and("not (" + any(where, values) + ")"));
    }

    private static String all(Where where, List<String> values) {
        return tagConditions(where, values, " and ");
    }

    private static String any(Where where, List<String> values) {
        return tagConditions(where, values, " or ");
    }

    private static String tagConditions(Where where, List<String> values, String link) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(tag -> "array_contains(e.tags, " + where.parameter(tag) + ")")
                .collect(Collectors.joining(link));
    }

    private static void changedSince(Where where, List<String> values) {
        where.and("e.updatedAt >= " + where.parameter(TimeFilter.parse(values.getFirst())));
    }

    private static List<UUID> uuids(List<String> values) {
        return values.stream().flatMap(value -> Ids.parse(value).stream()).toList();
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw NetworkFaults.invalidInput("'" + text + "' cannot be converted to boolean");
        };
    }

    private static int number(String text) {
        if (!text.matches("-?\\d{1,9}")) {
            throw NetworkFaults.invalidInput("'" + text + "' is not an integer");
        }
        return Integer.parseInt(text);
    }
}
