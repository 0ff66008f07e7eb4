package io.caelum.compute.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final Instant TIME = Instant.parse("2026-11-23T06:57:09Z");

    @Test
    void thereAreTwoForms() {
        assertThat(Times.seconds(TIME)).isEqualTo("2026-11-23T06:57:09Z");
        assertThat(Times.micros(TIME)).isEqualTo("2026-11-23T06:57:09.000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T06:57:09Z",
                "2026-11-23T06:57:09",
                "2026-11-23 06:57:09.000000",
                "2026-11-23T07:57:09+01:00",
                "2026-11-23T07:57:09+0100"
            })
    void isoTimesAreRead(String text) {
        assertThat(Times.parse("changes-since", text)).isEqualTo(TIME);
    }

    @Test
    void otherTextsAreRefusedNamingTheKey() {
        assertThatThrownBy(() -> Times.parse("changes-since", "yesterday")).hasMessageContaining("changes-since");
    }
}
