package io.caelum.compute.worker.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.testkit.MovableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConsoleTicketsTest {

    private static final Path SOCKET = Path.of("/guest/serial.sock");

    private final MovableClock clock = MovableClock.startingAt("2026-11-01T00:00:00Z");
    private final ConsoleTickets tickets = new ConsoleTickets(clock);

    @Test
    void aTicketLeadsToItsSocketOnce() {
        String ticket = tickets.issue(SOCKET);
        assertThat(tickets.redeem(ticket)).contains(SOCKET);
        assertThat(tickets.redeem(ticket)).isEmpty();
    }

    @Test
    void aTicketThatIsTooOldLeadsNowhere() {
        String ticket = tickets.issue(SOCKET);
        clock.advance(ConsoleTickets.LIFE.plusSeconds(1));
        assertThat(tickets.redeem(ticket)).isEmpty();
    }

    @Test
    void aTicketThatNobodyIssuedLeadsNowhere() {
        assertThat(tickets.redeem("guessed")).isEmpty();
    }

    @Test
    void noTwoTicketsAreEqual() {
        assertThat(tickets.issue(SOCKET)).isNotEqualTo(tickets.issue(SOCKET)).hasSizeGreaterThan(40);
    }
}
