package io.caelum.platform.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.context.RequestContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepeatableTest {

    private static Repeatable asked(String user, String path, String key, String body) {
        var who = new RequestContext("req-1", null, user, user, "p", "p", null, List.of(), Map.of());
        return Repeatable.of(who, "POST", path, key, "null", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theSameRequestIsFoundAndItsAnswerCanBeOpened() {
        var kept = asked("u", "/servers", "k", "body").seal("the answer");

        var again = asked("u", "/servers", "k", "body");

        assertThat(again.request()).isEqualTo(kept.request());
        assertThat(again.isTheSameAs(kept)).isTrue();
        assertThat(again.open(kept)).isEqualTo("the answer");
    }

    @Test
    void anotherBodyIsFoundToBeAnother() {
        var kept = asked("u", "/servers", "k", "body").seal("the answer");

        assertThat(asked("u", "/servers", "k", "other").request()).isEqualTo(kept.request());
        assertThat(asked("u", "/servers", "k", "other").isTheSameAs(kept)).isFalse();
    }

    @Test
    void anotherUserPathOrKeyIsAnotherRequest() {
        assertThat(List.of(
                        asked("u", "/servers", "k", "b").request(),
                        asked("v", "/servers", "k", "b").request(),
                        asked("u", "/flavors", "k", "b").request(),
                        asked("u", "/servers", "l", "b").request()))
                .doesNotHaveDuplicates();
    }

    @Test
    void withoutTheKeyWhatIsStoredSaysNothing() {
        var kept = asked("u", "/servers", "the-key", "the-body").seal("the-answer");

        assertThat(kept.toString()).doesNotContain("the-key", "the-body", "the-answer");
        assertThatThrownBy(() -> asked("u", "/servers", "another", "the-body").open(kept))
                .isInstanceOf(IllegalStateException.class);
    }
}
