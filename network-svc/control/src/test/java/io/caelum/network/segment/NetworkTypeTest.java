package io.caelum.network.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.fault.Fault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTypeTest {

    private final NetworkTypes types = new NetworkTypes(settings(List.of("wire:vlan:10:20", "plug:flat", "hand:vlan")));

    @ParameterizedTest
    @EnumSource
    void everyTypeHasADriverWhoseSegmentIsOfThatType(NetworkType type) {
        Segment segment = types.segment(type, "wire", 12);
        assertThat(segment.type()).isEqualTo(type);
        assertThat(types.driver(type).type()).isEqualTo(type);
        assertThat(NetworkType.named(type.wireName())).contains(type);
    }

    @ParameterizedTest
    @CsvSource({"LOCAL, 1500", "FLAT, 1500", "VLAN, 1500", "GRE, 1458", "VXLAN, 1450"})
    void tunnelsTakeTheirHeadersFromTheMtu(NetworkType type, int mtu) {
        assertThat(types.maxMtu(type)).isEqualTo(mtu);
    }

    @ParameterizedTest
    @CsvSource({"vlan, wire, 1", "vlan, wire, 4094", "vlan, hand, 5", "gre, , 4294967295", "vxlan, , 16777215"})
    void anIdWithinTheTypesLimitsIsTakenAsItIs(String type, String wire, long id) {
        assertThat(choices(type, wire, id)).singleElement().satisfies(range -> {
            assertThat(range.first()).isEqualTo(id);
            assertThat(range.last()).isEqualTo(id);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "vlan, wire, 0", "vlan, wire, 4095", "vlan, plug, 5", "vlan, nowhere, 5", "vlan, , 5", "gre, , 0",
        "gre, , 4294967296", "vxlan, , 16777216", "vxlan, wire, 5", "flat, plug, 5", "flat, wire, ", "local, wire, ",
        "local, , 5"
    })
    void whatTheTypeCannotHaveIsRefused(String type, String wire, Long id) {
        assertThatThrownBy(() -> choices(type, wire, id))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.type()).isEqualTo("InvalidInput"));
    }

    @Test
    void withoutAnIdTheConfiguredRangesAreOffered() {
        assertThat(choices("vlan", null, null)).containsExactly(new IdRange("wire", 10, 20));
        assertThat(choices("vlan", "hand", null)).isEmpty();
        assertThat(choices("flat", null, null)).containsExactly(new IdRange("plug", 0, 0));
        assertThat(choices("vxlan", null, null)).containsExactly(new IdRange("", 1, 100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wire", "wire:vlan:0:5", "wire:vlan:5:4095", "wire:vlan:9:5", "wire:tokenring", "wire:vlan:a:b"})
    void aMistakeInTheConfigurationStopsTheStart(String entry) {
        assertThatThrownBy(() -> new NetworkTypes(settings(List.of(entry))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<IdRange> choices(String type, String wire, Long id) {
        NetworkType known = NetworkType.named(type).orElseThrow();
        return types.driver(known)
                .choices(new ProviderRequest(Optional.of(known), Optional.ofNullable(wire), Optional.ofNullable(id)));
    }

    private static SegmentSettings settings(List<String> physicalNetworks) {
        return new SegmentSettings() {
            @Override
            public Optional<List<String>> physicalNetworks() {
                return Optional.of(physicalNetworks);
            }

            @Override
            public List<String> tenantNetworkTypes() {
                return List.of("vxlan");
            }

            @Override
            public String vniRanges() {
                return "1:100";
            }

            @Override
            public String greIdRanges() {
                return "1:100";
            }

            @Override
            public int underlayMtu() {
                return 1500;
            }
        };
    }
}
