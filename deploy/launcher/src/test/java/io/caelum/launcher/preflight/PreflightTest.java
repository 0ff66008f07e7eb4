package io.caelum.launcher.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightTest {

    @Test
    void aTakenPortNamesTheProcessAndAWayOut() {
        var finding = Preflight.taken(8780, "api-gateway", new Listener(4711, "nginx: master"));
        assertThat(finding.text()).isEqualTo("""
                        problem: port 8780, which api-gateway needs, is taken by process 4711 (nginx: master)
                          stop that process, or give this stack other ports: deploy/stack up --port-base 9700""");
    }

    @Test
    void littleMemoryIsAWarningAndNoDiskIsAProblem() {
        assertThat(Preflight.memory(1000)).singleElement().matches(finding -> !finding.isFatal());
        assertThat(Preflight.memory(8000)).isEmpty();
        assertThat(Preflight.disk(Path.of("/x"), 10))
                .singleElement()
                .matches(Finding::isFatal)
                .extracting(Finding::text)
                .asString()
                .contains("10 MiB are free on the disk of /x", "CAELUM_HOME");
    }

    @Test
    void anotherSystemIsRefusedWithTheReason() {
        assertThat(Preflight.system("Mac OS X")).singleElement().matches(Finding::isFatal);
        assertThat(Preflight.system("Linux")).isEmpty();
    }

    @Test
    void whoListensIsFoundInTheKernelsTables() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Listeners.read().get(socket.getLocalPort()).pid())
                    .isEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void onlyListeningSocketsCount() {
        var table = List.of(
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                "   0: 0100007F:224C 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1",
                "   1: 0100007F:224D 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 222 1");
        assertThat(Listeners.parse(table)).containsExactly(java.util.Map.entry("111", 0x224C));
    }
}
