package io.caelum.launcher.test;

import io.caelum.launcher.Trouble;
import io.caelum.launcher.home.PortPlan;
import io.caelum.launcher.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The ports of one {@link PortPlan}, ours for as long as this is open or the process lives. Two who look for free ports
 * at once would find the same ones, so whoever listens on the last port of a plan, which no part uses, has all of it:
 * that holds between users, too, and no crash leaves it behind.
 */
final class PortReservation implements AutoCloseable {

    private static final int LOWEST = 9_700;
    private static final int END = 20_000;
    private static final int STEP = 100;

    private final int base;
    private final ServerSocket claim;

    private PortReservation(int base, ServerSocket claim) {
        this.base = base;
        this.claim = claim;
    }

    static PortReservation take() {
        return IntStream.iterate(LOWEST, base -> base < END, base -> base + STEP)
                .mapToObj(PortReservation::claim)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new Trouble(
                        "all ports from %d to %d are in use".formatted(LOWEST, END),
                        "stop what was left of other runs: deploy/stack doctor and ss -ltnp show what listens"));
    }

    int base() {
        return base;
    }

    private static Optional<PortReservation> claim(int base) {
        try {
            var claim = new ServerSocket(base + STEP - 1, 1, InetAddress.getLoopbackAddress());
            if (IntStream.range(base + 30, base + STEP - 1).noneMatch(Ports::answers)) {
                return Optional.of(new PortReservation(base, claim));
            }
            claim.close();
        } catch (IOException taken) {
            // the next one, then
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
