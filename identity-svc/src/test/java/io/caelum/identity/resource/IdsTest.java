package io.caelum.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void anIdIsAUuidWithoutDashesAndTheWayBackIsExact() {
        String uuid = "6860e98d-a5e8-40d0-b4d2-798d88aacae5";

        assertThat(Ids.ofUuid(uuid)).isEqualTo("6860e98da5e840d0b4d2798d88aacae5");
        assertThat(Ids.toUuid(Ids.ofUuid(uuid))).contains(uuid);
        assertThat(Ids.fresh()).matches("[0-9a-f]{32}").isNotEqualTo(Ids.fresh());
    }

    @Test
    void whatCannotBeAnIdHasNoUuid() {
        assertThat(Ids.toUuid("default")).isEmpty();
        assertThat(Ids.toUuid("../../clients/0123456789abcdef0123456789")).isEmpty();
        assertThat(Ids.toUuid("6860E98DA5E840D0B4D2798D88AACAE5")).isEmpty();
    }
}
