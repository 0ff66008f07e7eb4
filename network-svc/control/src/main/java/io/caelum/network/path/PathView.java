package io.caelum.network.path;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.HopFinding.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * @param ok whether no hop is broken; one may be unknown all the same
 * @param brokenHop the first that is broken, on the way from the guest outwards
 * @param remedy what to do about it
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PathView(
        UUID floatingipId, boolean ok, Optional<String> brokenHop, Optional<String> remedy, List<Hop> hops) {

    /** @param state {@code ok}, {@code broken} or {@code unknown} */
    @JsonNaming(SnakeCaseStrategy.class)
    record Hop(String hop, String state, String detail, Optional<String> remedy) {}

    static PathView of(UUID id, List<HopFinding> walk) {
        Optional<HopFinding> broken =
                walk.stream().filter(hop -> hop.state() == State.BROKEN).findFirst();
        return new PathView(
                id,
                broken.isEmpty(),
                broken.map(HopFinding::hop),
                broken.flatMap(HopFinding::remedy),
                walk.stream()
                        .map(hop -> new Hop(
                                hop.hop(), hop.state().name().toLowerCase(Locale.ROOT), hop.detail(), hop.remedy()))
                        .toList());
    }
}
