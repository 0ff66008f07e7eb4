package io.caelum.network.path;

import static io.caelum.platform.contract.network.HopFinding.broken;
import static io.caelum.platform.contract.network.HopFinding.fine;
import static io.caelum.platform.contract.network.HopFinding.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.HopFinding.State;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WalkTest {

    private static PathView view(HopFinding... findings) {
        return PathView.of(UUID.randomUUID(), Walk.of(List.of(findings)));
    }

    @Test
    void theHopNearestToTheGuestIsNamedFirst() {
        PathView path = view(broken("mtu", "b", "c"), broken("tap", "d", "e"), fine("guest", "a"));
        assertThat(path.brokenHop()).contains("tap");
        assertThat(path.remedy()).contains("e");
        assertThat(path.hops()).extracting(PathView.Hop::hop).containsExactly("guest", "tap", "mtu");
    }

    @Test
    void ofAllThatWasFoundAboutAHopTheWorstCounts() {
        var walk = Walk.of(List.of(fine("tap", "a"), broken("tap", "b", "c"), broken("tap", "d", "e")));
        assertThat(walk).containsExactly(broken("tap", "b d", "c"));
        assertThat(Walk.of(List.of(fine("tap", "a"), unknown("tap", "b", "c"))))
                .containsExactly(unknown("tap", "b", "c"));
    }

    @Test
    void whatFollowsFromABrokenHopIsNotCalledBrokenToo() {
        var walk = Walk.of(List.of(
                broken("guest", "It does not run.", "Start it."),
                broken("arp", "It does not answer.", "Look."),
                broken("nat", "It is not there.", "Wait.")));
        assertThat(walk).extracting(HopFinding::state).containsExactly(State.BROKEN, State.UNKNOWN, State.BROKEN);
        assertThat(walk.get(1).detail()).contains("\"guest\" is broken");
    }

    @Test
    void withoutARouterNothingIsSaidOfWhatItWouldDo() {
        PathView path =
                view(broken("arp", "a", "b"), broken("router", "c", "d"), broken("nat", "e", "f"), fine("mtu", "fits"));
        assertThat(path.brokenHop()).contains("router");
        assertThat(path.hops()).extracting(PathView.Hop::state).containsExactly("unknown", "broken", "unknown", "ok");
    }

    @Test
    void whatIsUnknownIsNotBroken() {
        PathView path = view(fine("tap", "a"), unknown("dhcp-lease", "b", "c"));
        assertThat(path.ok()).isTrue();
        assertThat(path.brokenHop()).isEmpty();
    }
}
