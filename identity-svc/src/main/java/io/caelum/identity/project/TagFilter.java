package io.caelum.identity.project;

import io.caelum.identity.resource.ListFilter;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** {@code tags}, {@code tags-any}, {@code not-tags} and {@code not-tags-any}, each with names separated by commas. */
final class TagFilter {

    private TagFilter() {}

    static Predicate<Project> of(ListFilter filter) {
        return wants(filter, "tags", List::containsAll)
                .and(wants(filter, "tags-any", TagFilter::containsAny))
                .and(wants(filter, "not-tags", (has, named) -> !has.containsAll(named)))
                .and(wants(filter, "not-tags-any", (has, named) -> !containsAny(has, named)));
    }

    private static Predicate<Project> wants(
            ListFilter filter, String key, BiPredicate<List<String>, List<String>> rule) {
        return project -> filter.exact(key)
                .map(names -> rule.test(project.tags, List.of(names.split(","))))
                .orElse(true);
    }

    private static boolean containsAny(List<String> has, List<String> named) {
        return named.stream().anyMatch(has::contains);
    }
}
