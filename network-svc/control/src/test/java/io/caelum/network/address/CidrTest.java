package io.caelum.network.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/24, 10.0.0.1, 10.0.0.254",
        "10.0.0.0/30, 10.0.0.1, 10.0.0.2",
        "10.0.0.0/31, 10.0.0.0, 10.0.0.1",
        "10.0.0.7/32, 10.0.0.7, 10.0.0.7",
        "fd00::/64, fd00::1, fd00::ffff:ffff:ffff:ffff",
        "0.0.0.0/0, 0.0.0.1, 255.255.255.254"
    })
    void hostsAreAllAddressesButThoseOfTheNetworkItself(String cidr, String first, String last) {
        AddressRange hosts = Cidr.parse(cidr).hosts();
        assertThat(hosts.start()).hasToString(first);
        assertThat(hosts.end()).hasToString(last);
    }

    @Test
    void bitsOutsideThePrefixAreCutOff() {
        assertThat(Cidr.parse("10.0.0.77/24")).hasToString("10.0.0.0/24");
        assertThat(Cidr.parse("10.0.0.77")).hasToString("10.0.0.77/32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/08", "fd00::/129", "x/24", "/24"})
    void whatIsNoBlockIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.0.0/16, true",
        "10.1.0.0/16, 10.0.0.0/8, true",
        "10.0.0.0/24, 10.0.0.0/24, true",
        "10.0.0.0/24, 10.0.1.0/24, false",
        "10.0.0.0/8, fd00::/8, false"
    })
    void blocksOverlapWhenOneHoldsTheOther(String one, String other, boolean overlaps) {
        assertThat(Cidr.parse(one).overlaps(Cidr.parse(other))).isEqualTo(overlaps);
    }

    @Test
    void aGuestMakesItsAddressOutOfItsMac() {
        assertThat(MacAddress.parse("FA-16-3E-01-02-03").eui64(Cidr.parse("fd00:1::/64")))
                .hasToString("fd00:1::f816:3eff:fe01:203");
    }

    @Test
    void aRangeWithoutAnAddressIsWhatIsLeftOnBothSides() {
        var range = new AddressRange(Ip.parse("10.0.0.1"), Ip.parse("10.0.0.5"));
        assertThat(range.without(Ip.parse("10.0.0.1")))
                .singleElement()
                .hasFieldOrPropertyWithValue("start", Ip.parse("10.0.0.2"));
        assertThat(range.without(Ip.parse("10.0.0.3"))).hasSize(2);
        assertThat(range.without(Ip.parse("10.0.0.9"))).containsExactly(range);
        assertThat(new AddressRange(Ip.parse("::1"), Ip.parse("::1")).without(Ip.parse("::1")))
                .isEmpty();
    }
}
