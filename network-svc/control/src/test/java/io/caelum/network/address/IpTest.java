package io.caelum.network.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "FD00:0:0:0:0:0:0:1, fd00::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "::ffff:10.0.0.1, ::ffff:a00:1"
    })
    void anAddressHasOneText(String given, String canonical) {
        assertThat(Ip.parse(given)).hasToString(canonical);
        assertThat(Ip.parse(canonical)).isEqualTo(Ip.parse(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "10.0.0.1.1",
                "localhost",
                "fe80::1%eth0",
                "[::1]",
                "1:2",
                ":::",
                "10.0.0.1/24",
                "0x0a000001",
                "10.1",
                " 10.0.0.1"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> Ip.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addressesAreOrderedAsNumbers() {
        assertThat(Ip.parse("10.0.0.10")).isGreaterThan(Ip.parse("10.0.0.9"));
        assertThat(Ip.parse("10.0.0.255").plus(1)).hasToString("10.0.1.0");
        assertThat(Ip.parse("::ffff").plus(1)).hasToString("::1:0");
    }
}
