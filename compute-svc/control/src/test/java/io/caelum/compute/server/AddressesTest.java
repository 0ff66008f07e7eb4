package io.caelum.compute.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "0000:0000:0000:0000:0000:babe:220.12.22.2, ::babe:dc0c:1602",
        "2001:DB8::0:1, 2001:db8::1",
        "::FFFF:192.0.2.1, ::ffff:192.0.2.1",
        "::1, ::1"
    })
    void anIpV6AddressHasOneText(String given, String canonical) {
        assertThat(Addresses.canonicalIpV6(given)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "1.2.3", "1.2.3.256", ":::", "12345::"})
    void otherTextsAreNoAddresses(String text) {
        assertThat(Addresses.isAddress(text)).isFalse();
    }

    @Test
    void anIpV4AddressIsOne() {
        assertThat(Addresses.isIpV4("192.0.2.255")).isTrue();
    }
}
