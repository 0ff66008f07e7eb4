package io.caelum.identity.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.identity.resource.Links;
import io.caelum.identity.resource.ListFilter;
import io.caelum.platform.fault.Fault;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FamilyTest {

    private final Project domain = Project.domain("d", "domain");
    private final Project parent = Project.within("d", "d", "p", "parent");
    private final Project child = Project.within("d", "p", "c", "child");
    private final Project sibling = Project.within("d", "p", "s", "sibling");
    private final Family family = new Family(
            Stream.of(domain, parent, child, sibling).collect(Collectors.toMap(project -> project.id, p -> p)));

    @Test
    void aboveAProjectStandAllUpToTheDomain() {
        assertThat(family.above(child)).containsExactly(parent, domain);
        assertThat(family.idsAbove(child).toString()).isEqualTo("{\"p\":{\"d\":null}}");
        assertThat(family.above(domain)).isEmpty();
        assertThat(family.idsAbove(domain).isNull()).isTrue();
    }

    @Test
    void belowAProjectStandAllItsDescendants() {
        assertThat(family.below(domain)).containsExactly(parent, child, sibling);
        assertThat(family.idsBelow("d").toString()).isEqualTo("{\"p\":{\"c\":null,\"s\":null}}");
        assertThat(family.idsBelow("c").isNull()).isTrue();
    }

    @Test
    void relativesAreNotShownInBothFormsAtOnce() {
        assertThatThrownBy(() -> Relatives.show(
                        child, family, Set.of("parents_as_list", "parents_as_ids"), new Links("http://x/v3")))
                .isInstanceOf(Fault.class);
    }

    @Test
    void tagsFilterByAllOrByAny() {
        parent.tags = List.of("red", "big");
        child.tags = List.of("red");

        assertThat(tagged("tags", "red,big")).containsExactly(parent);
        assertThat(tagged("tags-any", "big,small")).containsExactly(parent);
        assertThat(tagged("not-tags", "red,big")).containsExactly(child, sibling);
        assertThat(tagged("not-tags-any", "red")).containsExactly(sibling);
    }

    @Test
    void aTagHasNeitherSlashNorComma() {
        for (String bad : List.of("a/b", "a,b", " ", "x".repeat(256))) {
            assertThatThrownBy(() -> TagService.checked(List.of(bad))).isInstanceOf(Fault.class);
        }
        assertThat(TagService.checked(List.of("a b"))).containsExactly("a b");
    }

    private List<Project> tagged(String key, String names) {
        var filter = new ListFilter(new MultivaluedHashMap<>(Map.of(key, names)));
        return Stream.of(parent, child, sibling).filter(TagFilter.of(filter)).toList();
    }
}
