package io.caelum.networknode.dhcp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.networknode.dhcp.DhcpPlans;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.DhcpPlan.Option;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsmasqFilesTest {

    private static final UUID SERVER = UUID.randomUUID();
    private static final String MAC = "52:54:00:72:00:0b";

    @Test
    void aLeaseIsALineOfTheHosts() {
        DhcpPlan plan = new DhcpPlans().guest(SERVER, MAC, "10.72.0.11", "web").plan();
        assertThat(DnsmasqFiles.hosts(plan)).isEqualTo(MAC + ",web,10.72.0.11\n");
        assertThat(DnsmasqFiles.hasTags(DnsmasqFiles.hosts(plan))).isFalse();
    }

    @Test
    void aPortWithOptionsOfItsOwnHasATag() {
        DhcpPlan plan = new DhcpPlans()
                .guest(SERVER, MAC, "10.72.0.11", "web", new Option("67", "x", 4))
                .plan();
        String tag = "port-" + plan.leases().getFirst().portId();
        assertThat(DnsmasqFiles.hosts(plan)).isEqualTo(MAC + ",set:" + tag + ",web,10.72.0.11\n");
        assertThat(DnsmasqFiles.hasTags(DnsmasqFiles.hosts(plan))).isTrue();
        assertThat(DnsmasqFiles.options(plan)).contains("tag:" + tag + ",option:67,x\n");
    }

    @Test
    void v6AddressesAreGivenOnlyWhereTheyAreAskedFor() {
        assertThat(DnsmasqFiles.hosts(v6("dhcpv6-stateful"))).contains("[fd72::11]");
        assertThat(DnsmasqFiles.hosts(v6("dhcpv6-stateless"))).doesNotContain("fd72::11");
        assertThat(DnsmasqFiles.options(v6("dhcpv6-stateless"))).contains("option6:dns-server,[fd72::53]");
        assertThat(Dnsmasq.command(Path.of("/x"), v6("dhcpv6-stateful")))
                .anyMatch(argument -> argument.endsWith(",fd72::,static,64,86400s"));
    }

    private static DhcpPlan v6(String mode) {
        return new DhcpPlans().ipv6(mode).guest(SERVER, MAC, "fd72::11", "web").plan();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web\n52:54:00:00:00:01,10.72.0.99",
                "web\r\nx",
                "web,10.72.0.99",
                "web\0",
                "we\"b",
                "#web",
                "-web",
                "web name",
                ""
            })
    void aNameThatIsNoneIsReplaced(String hostname) {
        DhcpPlan plan =
                new DhcpPlans().guest(SERVER, MAC, "10.72.0.11", hostname).plan();
        assertThat(DnsmasqFiles.hosts(plan)).hasLineCount(1).endsWith(",host-10-72-0-11,10.72.0.11\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r", "a\0b", "\t", "é"})
    void aValueThatCouldEndALineIsNotTold(String value) {
        assertThat(told("bootfile-name", value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"67\nx", "mtu,1\n", "", "option:mtu", "a b", "tag:x,3"})
    void aNameOfAnOptionIsAWordOrANumber(String name) {
        assertThat(told(name, "x")).isEmpty();
    }

    @Test
    void whatHasAMeaningForTheReaderIsQuoted() {
        assertThat(told("67", "a\"b\\c #\"d,e")).endsWith("option:67,a\"\\\"\"b\"\\\\\"c\" #\\\"\"d,e");
    }

    @Test
    void aValueThatIsTooLongIsNotTold() {
        assertThat(told("67", "x".repeat(255))).isNotEmpty();
        assertThat(told("67", "x".repeat(256))).isEmpty();
        assertThat(told("67", "x".repeat(64 << 10))).isEmpty();
    }

    @Test
    void aDomainThatIsNoneIsLeftOut() {
        assertThat(Dnsmasq.command(Path.of("/x"), new DhcpPlans().plan())).contains("--domain=cloud.test");
        assertThat(Dnsmasq.command(
                        Path.of("/x"), new DhcpPlans().domain("a\n--script=x").plan()))
                .noneMatch(argument -> argument.startsWith("--domain"));
    }

    /** The line for the port's own option; empty if there is none. */
    private static String told(String name, String value) {
        DhcpPlan plan = new DhcpPlans()
                .guest(SERVER, MAC, "10.72.0.11", "web", new Option(name, value, 4))
                .plan();
        String[] lines = DnsmasqFiles.options(plan).split("\n");
        assertThat(lines).hasSizeLessThanOrEqualTo(6);
        String last = lines[lines.length - 1];
        return last.startsWith("tag:port-") ? last : "";
    }
}
