package io.caelum.networkagent.mechanism.ovs.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PortRangeTest {

    @Test
    void masksCoverExactlyTheRange() {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            int first = random.nextInt(65536);
            int last = first + random.nextInt(65536 - first);
            List<String> masks = PortRange.masks(first, last);
            assertThat(masks.size()).isLessThanOrEqualTo(30);
            for (int port : new int[] {0, first - 1, first, (first + last) / 2, last, last + 1, 65535}) {
                boolean inside = port >= first && port <= last;
                assertThat(masks.isEmpty() || masks.stream().anyMatch(mask -> matches(mask, port)))
                        .as("%d in %d:%d", port, first, last)
                        .isEqualTo(inside || masks.isEmpty());
            }
        }
    }

    @Test
    void onePortNeedsNoMaskAndAllPortsNeedNone() {
        assertThat(PortRange.masks(80, 80)).containsExactly("80");
        assertThat(PortRange.masks(0, 65535)).isEmpty();
    }

    private static boolean matches(String mask, int port) {
        String[] parts = mask.split("/");
        int value = Integer.decode(parts[0]);
        return parts.length == 1 ? port == value : (port & Integer.decode(parts[1])) == value;
    }
}
