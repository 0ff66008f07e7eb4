package io.caelum.platform.bus.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnconfirmedTest {

    private final Unconfirmed unconfirmed = new Unconfirmed();
    private final List<String> told = new ArrayList<>();

    @Test
    void anAnswerEndsTheMessageItNames() {
        unconfirmed.remember(1, message("a"));
        unconfirmed.remember(2, message("b"));

        unconfirmed.settle(2, false, Outgoing::confirmed);

        assertThat(told).containsExactly("b confirmed");
        assertThat(unconfirmed.size()).isEqualTo(1);
        assertThat(unconfirmed.bytes()).isEqualTo(1);
    }

    @Test
    void anAnswerForManyEndsAllUpToItButNoneThatWasNotWritten() {
        unconfirmed.remember(1, message("a"));
        unconfirmed.remember(2, message("b"));
        unconfirmed.remember(3, message("c"));
        unconfirmed.rememberUnwritten(message("d"));

        unconfirmed.settle(2, true, Outgoing::confirmed);

        assertThat(told).containsExactly("a confirmed", "b confirmed");
        assertThat(unconfirmed.size()).isEqualTo(2);
    }

    @Test
    void whatWasNotWrittenComesAfterWhatWas() {
        var written = message("written");
        var first = message("first");
        var second = message("second");
        unconfirmed.rememberUnwritten(first);
        unconfirmed.remember(7, written);
        unconfirmed.rememberUnwritten(second);

        assertThat(unconfirmed.inOrder()).containsExactly(written, first, second);
    }

    @Test
    void anAnswerThatNamesNothingDoesNothing() {
        unconfirmed.settle(5, false, Outgoing::confirmed);

        assertThat(told).isEmpty();
    }

    @Test
    void whatIsNotConfirmedInTimeIsToldSo() {
        unconfirmed.remember(1, message("a"));

        unconfirmed.endLate(1);

        assertThat(told).containsExactly("a undelivered: the broker has not confirmed it in time");
        assertThat(unconfirmed.size()).isZero();
        assertThat(unconfirmed.bytes()).isZero();
    }

    private Outgoing message(String name) {
        return Outgoing.to(Exchange.DEFAULT, name, new HashMap<>(), null, new byte[1], true, 0, new Outgoing.Outcome() {
            @Override
            public void confirmed() {
                told.add(name + " confirmed");
            }

            @Override
            public void unroutable() {
                told.add(name + " unroutable");
            }

            @Override
            public void undelivered(boolean written, String reason) {
                told.add(name + " undelivered: " + reason);
            }
        });
    }
}
