package io.caelum.identity.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.identity.assignment.Grant;
import io.caelum.identity.grant.EffectiveGrants.Derived;
import io.caelum.identity.role.RoleGraph;
import io.caelum.identity.role.RoleName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EffectiveGrantsTest {

    private final EffectiveGrants effective = new EffectiveGrants(
            new RoleGraph(
                    Map.of("m", new RoleName("m", "member", null), "r", new RoleName("r", "reader", null)),
                    Map.of("m", List.of("r"))),
            Map.of("g", List.of("u1", "u2")),
            Map.of("d", List.of("p1", "p2")));

    @Test
    void anImpliedRoleStandsForItselfAndTellsThePriorOne() {
        List<Derived> found = effective.of(List.of(Grant.toUser("u", Grant.Target.PROJECT, "p", "m")));

        assertThat(found)
                .containsExactly(
                        Derived.direct(Grant.toUser("u", Grant.Target.PROJECT, "p", "m")),
                        new Derived(
                                Grant.toUser("u", Grant.Target.PROJECT, "p", "r"),
                                Optional.empty(),
                                Optional.of("m"),
                                Optional.empty()));
    }

    @Test
    void aGroupStandsForItsMembers() {
        var grant = new Grant(Grant.Actor.GROUP, "g", Grant.Target.PROJECT, "p", "r", false);

        assertThat(effective.of(List.of(grant)))
                .containsExactly(
                        new Derived(
                                Grant.toUser("u1", Grant.Target.PROJECT, "p", "r"),
                                Optional.of("g"),
                                Optional.empty(),
                                Optional.empty()),
                        new Derived(
                                Grant.toUser("u2", Grant.Target.PROJECT, "p", "r"),
                                Optional.of("g"),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void whatIsInheritedCountsOnEachProjectBelowAndNotOnTheTop() {
        var grant = new Grant(Grant.Actor.USER, "u", Grant.Target.DOMAIN, "d", "r", true);

        assertThat(effective.of(List.of(grant)).stream().map(Derived::grant))
                .containsExactly(
                        Grant.toUser("u", Grant.Target.PROJECT, "p1", "r"),
                        Grant.toUser("u", Grant.Target.PROJECT, "p2", "r"));
    }

    @Test
    void anEmptyGroupAndARoleThatIsGoneGiveNothing() {
        var nobody = new Grant(Grant.Actor.GROUP, "empty", Grant.Target.PROJECT, "p", "r", false);
        var gone = Grant.toUser("u", Grant.Target.PROJECT, "p", "gone");

        assertThat(effective.of(List.of(nobody, gone))).isEmpty();
    }
}
