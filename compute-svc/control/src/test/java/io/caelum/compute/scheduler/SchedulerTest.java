package io.caelum.compute.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private static final Demand SMALL =
            new Demand(UUID.randomUUID(), 1, 2048, 20, Optional.empty(), Optional.empty(), List.of());

    @Test
    void theHostWithMostRoomComesFirst() {
        var choice = Scheduler.choose(List.of(host("full", 4096), host("empty", 65_536), host("half", 32_768)), SMALL);

        assertThat(choice.candidates()).extracting(HostState::name).containsExactly("empty", "half", "full");
    }

    @Test
    void whatIsGivenOutAlreadyCounts() {
        var used = new HostState("used", "nova", true, Instant.EPOCH, Optional.empty(), 16, 0, 65_536, 65_000, 100, 0);

        var choice = Scheduler.choose(List.of(used), SMALL);

        assertThat(choice.candidates()).isEmpty();
        assertThat(choice.explanation()).isEqualTo("0 of 1 host fits: 1 short of memory by 1512 MiB");
    }

    @Test
    void theExplanationCountsHostsByReason() {
        var hosts = List.of(host("a", 1536), host("b", 1536), disabled("c"));

        assertThat(Scheduler.choose(hosts, SMALL).explanation())
                .isEqualTo("0 of 3 hosts fit: 2 short of memory by 512 MiB, 1 disabled");
    }

    @Test
    void differentShortagesAreToldAsARange() {
        var hosts = List.of(host("a", 1536), host("b", 1024), host("c", 4096));

        assertThat(Scheduler.choose(hosts, SMALL).explanation())
                .isEqualTo("1 of 3 hosts fit: 2 short of memory by 512 to 1024 MiB");
    }

    @Test
    void everyReasonHasItsWords() {
        var down = new HostState("a", "nova", false, Instant.EPOCH, Optional.empty(), 16, 0, 65_536, 0, 100, 0);
        var fewCpus = new HostState("b", "nova", true, Instant.EPOCH, Optional.empty(), 16, 16, 65_536, 0, 100, 0);
        var fullDisk = new HostState("c", "nova", true, Instant.EPOCH, Optional.empty(), 16, 0, 65_536, 0, 100, 90);
        var failed = host("d", 65_536);
        var tried = new Demand(SMALL.serverId(), 1, 2048, 20, Optional.empty(), Optional.empty(), List.of("d"));

        assertThat(Scheduler.choose(List.of(down, fewCpus, fullDisk, failed), tried)
                        .explanation())
                .contains(
                        "1 down", "1 short of vCPUs by 1", "1 short of disk by 10 GiB", "1 failed to build it before");
    }

    @Test
    void aCloudWithoutHostsSaysSo() {
        assertThat(Scheduler.choose(List.of(), SMALL).explanation()).isEqualTo("no compute host has reported yet");
    }

    @Test
    void onlyTheZoneAskedForWillDo() {
        var other = new HostState("far", "other", true, Instant.EPOCH, Optional.empty(), 16, 0, 65_536, 0, 100, 0);
        var inNova = new Demand(SMALL.serverId(), 1, 2048, 20, Optional.of("nova"), Optional.empty(), List.of());

        var choice = Scheduler.choose(List.of(other, host("near", 4096)), inNova);

        assertThat(choice.candidates()).extracting(HostState::name).containsExactly("near");
    }

    @Test
    void onlyTheHostAskedForWillDo() {
        var there = new Demand(SMALL.serverId(), 1, 2048, 20, Optional.empty(), Optional.of("b"), List.of());

        var choice = Scheduler.choose(List.of(host("a", 65_536), host("b", 4096)), there);

        assertThat(choice.candidates()).extracting(HostState::name).containsExactly("b");
    }

    @Test
    void aServerThatLeavesAHostGoesToAnotherOne() {
        var choice = Scheduler.choose(List.of(host("a", 65_536), host("b", 4096)), SMALL.leaving("a"));

        assertThat(choice.candidates()).extracting(HostState::name).containsExactly("b");
        assertThat(Scheduler.choose(List.of(host("a", 65_536)), SMALL.leaving("a"))
                        .explanation())
                .isEqualTo("0 of 1 host fits: 1 the one where it is");
    }

    @Test
    void equalHostsAreSpreadOverManyServers() {
        var hosts = List.of(host("a", 4096), host("b", 4096), host("c", 4096));

        var first = IntStream.range(0, 60)
                .mapToObj(i -> new Demand(
                        UUID.nameUUIDFromBytes(new byte[] {(byte) i}),
                        1,
                        2048,
                        20,
                        Optional.empty(),
                        Optional.empty(),
                        List.of()))
                .map(demand ->
                        Scheduler.choose(hosts, demand).candidates().getFirst().name())
                .distinct();

        assertThat(first).containsExactlyInAnyOrder("a", "b", "c");
    }

    private static HostState host(String name, int memoryMb) {
        return new HostState(name, "nova", true, Instant.EPOCH, Optional.empty(), 16, 0, memoryMb, 0, 100, 0);
    }

    private static HostState disabled(String name) {
        return new HostState(name, "nova", true, Instant.EPOCH, Optional.of("repair"), 16, 0, 65_536, 0, 100, 0);
    }
}
