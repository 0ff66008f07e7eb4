package io.caelum.compute.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServerStatusTest {

    @ParameterizedTest
    @CsvSource({
        "BUILDING, SPAWNING, BUILD",
        "BUILDING, DELETING, BUILD",
        "ACTIVE, , ACTIVE",
        "ACTIVE, DELETING, ACTIVE",
        "ACTIVE, REBOOTING, REBOOT",
        "ACTIVE, REBOOT_STARTED_HARD, HARD_REBOOT",
        "ACTIVE, REBUILD_SPAWNING, REBUILD",
        "ACTIVE, RESIZE_PREP, RESIZE",
        "ACTIVE, MIGRATING, MIGRATING",
        "ACTIVE, UPDATING_PASSWORD, PASSWORD",
        "STOPPED, , SHUTOFF",
        "STOPPED, RESIZE_FINISH, RESIZE",
        "RESIZED, , VERIFY_RESIZE",
        "RESIZED, RESIZE_REVERTING, REVERT_RESIZE",
        "PAUSED, MIGRATING, MIGRATING",
        "ERROR, , ERROR",
        "ERROR, REBUILDING, REBUILD",
        "RESCUED, , RESCUE",
        "SOFT_DELETE, , SOFT_DELETED",
        "SHELVED_OFFLOADED, , SHELVED_OFFLOADED",
        "DELETED, , DELETED"
    })
    void theStatusIsAFunctionOfBothStates(VmState vmState, TaskState taskState, ServerStatus status) {
        assertThat(ServerStatus.of(vmState, taskState)).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(ServerStatus.class)
    void everyStatusCanBeFilteredBy(ServerStatus status) {
        assertThat(status.condition()).contains("('");
    }

    @Test
    void statesHaveTheNamesThatClientsKnow() {
        assertThat(TaskState.POWERING_OFF.wireName()).isEqualTo("powering-off");
        assertThat(TaskState.BLOCK_DEVICE_MAPPING.wireName()).isEqualTo("block_device_mapping");
        assertThat(VmState.SOFT_DELETE.wireName()).isEqualTo("soft-delete");
        assertThat(VmState.SHELVED_OFFLOADED.wireName()).isEqualTo("shelved_offloaded");
    }
}
