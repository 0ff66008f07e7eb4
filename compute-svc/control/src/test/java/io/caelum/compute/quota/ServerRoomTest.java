package io.caelum.compute.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.fault.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerRoomTest {

    private static final Map<ComputeQuota, Integer> LIMITS =
            Map.of(ComputeQuota.INSTANCES, 10, ComputeQuota.CORES, 20, ComputeQuota.RAM, 51_200);

    @Test
    void asManyAreGrantedAsFit() {
        assertThat(room(7, 7, 0).grant(1, 5)).isEqualTo(3);
        assertThat(room(0, 0, 0).grant(5, 5)).isEqualTo(5);
    }

    @Test
    void theFiguresAreInNovasWords() {
        assertThatThrownBy(() -> room(10, 10, 5120).grant(1, 1))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.FORBIDDEN))
                .hasMessage("Quota exceeded for instances: Requested 1, but already used 10 of 10 instances");
    }

    @Test
    void allThatIsExceededIsNamed() {
        assertThatThrownBy(() -> new ServerRoom(LIMITS, new ServerUsage(10, 20, 0), 1, 512).grant(2, 2))
                .hasMessage("Quota exceeded for cores, instances: Requested 2, 2, but already used 20, 10 of 20, 10"
                        + " cores, instances");
    }

    @Test
    void memoryIsLimitedToo() {
        assertThatThrownBy(() -> new ServerRoom(LIMITS, new ServerUsage(1, 1, 51_000), 1, 512).grant(1, 1))
                .hasMessage("Quota exceeded for ram: Requested 512, but already used 51000 of 51200 ram");
    }

    @Test
    void minusOneIsNoLimit() {
        var unlimited = Map.of(ComputeQuota.INSTANCES, -1, ComputeQuota.CORES, -1, ComputeQuota.RAM, -1);

        assertThat(new ServerRoom(unlimited, new ServerUsage(999, 999, 999_999), 8, 16_384).grant(100, 100))
                .isEqualTo(100);
    }

    @Test
    void aServerThatGrowsNeedsRoomForWhatGrowsOnly() {
        var full = new ServerUsage(10, 20, 50_000);

        assertThatCode(() -> new ServerRoom(LIMITS, full, 0, 1_200).requireGrowth())
                .doesNotThrowAnyException();
        assertThatCode(() -> new ServerRoom(LIMITS, full, -2, -512).requireGrowth())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new ServerRoom(LIMITS, full, 1, 1_536).requireGrowth())
                .hasMessage("Quota exceeded for cores, ram: Requested 1, 1536, but already used 20, 50000 of 20, 51200"
                        + " cores, ram");
    }

    private static ServerRoom room(int instances, int cores, int ramMb) {
        return new ServerRoom(LIMITS, new ServerUsage(instances, cores, ramMb), 1, 512);
    }
}
