package io.caelum.identity.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleGraphTest {

    private final RoleGraph graph = new RoleGraph(
            Map.of(
                    "1", new RoleName("1", "admin", null),
                    "2", new RoleName("2", "manager", null),
                    "3", new RoleName("3", "member", null),
                    "4", new RoleName("4", "reader", null),
                    "5", new RoleName("5", "of-a-domain", "d1")),
            Map.of("1", List.of("2"), "2", List.of("3"), "3", List.of("4"), "5", List.of("3")));

    @Test
    void aRoleBringsAllThatItImpliesOverAnyNumberOfSteps() {
        assertThat(names(List.of("1"))).containsExactly("admin", "manager", "member", "reader");
        assertThat(names(List.of("3"))).containsExactly("member", "reader");
    }

    @Test
    void whatSeveralRolesImplyCountsOnce() {
        assertThat(names(List.of("3", "2", "3"))).containsExactly("manager", "member", "reader");
    }

    @Test
    void aRoleOfADomainGivesWhatItImpliesButIsNotInTheToken() {
        assertThat(names(List.of("5"))).containsExactly("member", "reader");
    }

    @Test
    void aCircleEndsAndARoleThatIsGoneIsLeftOut() {
        var circle = new RoleGraph(
                Map.of("a", new RoleName("a", "a", null), "b", new RoleName("b", "b", null)),
                Map.of("a", List.of("b"), "b", List.of("a", "gone")));

        assertThat(circle.closure(List.of("a", "gone"))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void thePriorsOfARoleAreItselfAndAllThatBringIt() {
        assertThat(graph.priorsOf("3")).containsExactlyInAnyOrder("1", "2", "3", "5");
    }

    private List<String> names(List<String> assigned) {
        return graph.effective(assigned).stream().map(RoleName::name).toList();
    }
}
