package io.caelum.network.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.request.Attributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code extra_dhcp_opts}. It ends up in the configuration of a DHCP server, so a name is one of a list, and
 * a value is one line of visible characters.
 *
 * @param ipVersion 4 or 6
 */
@JsonNaming(SnakeCaseStrategy.class)
public record DhcpOption(String optName, String optValue, int ipVersion) {

    private static final int MAX = 32;

    /** The names that dnsmasq knows, of options that concern one client. */
    private static final Set<String> NAMES = Set.of(
            "netmask",
            "time-offset",
            "router",
            "dns-server",
            "log-server",
            "lpr-server",
            "hostname",
            "boot-file-size",
            "domain-name",
            "swap-server",
            "root-path",
            "extension-path",
            "ip-forward-enable",
            "non-local-source-routing",
            "policy-filter",
            "max-datagram-reassembly",
            "default-ttl",
            "mtu",
            "all-subnets-local",
            "broadcast",
            "router-discovery",
            "router-solicitation",
            "static-route",
            "trailer-encapsulation",
            "arp-timeout",
            "ethernet-encap",
            "tcp-ttl",
            "tcp-keepalive",
            "nis-domain",
            "nis-server",
            "ntp-server",
            "vendor-encap",
            "netbios-ns",
            "netbios-dd",
            "netbios-nodetype",
            "netbios-scope",
            "x-windows-fs",
            "x-windows-dm",
            "lease-time",
            "server-identifier",
            "max-message-size",
            "T1",
            "T2",
            "vendor-class",
            "client-id",
            "nis+-domain",
            "nis+-server",
            "tftp-server",
            "bootfile-name",
            "mobile-ip-home",
            "smtp-server",
            "pop3-server",
            "nntp-server",
            "irc-server",
            "user-class",
            "rapid-commit",
            "FQDN",
            "agent-id",
            "client-arch",
            "client-interface-id",
            "client-machine-id",
            "posix-timezone",
            "tzdb-timezone",
            "subnet-select",
            "domain-search",
            "sip-server",
            "classless-static-route",
            "vendor-id-encap",
            "tftp-server-address",
            "server-ip-address",
            "sip-server-domain",
            "information-refresh-time",
            "bootfile-url",
            "bootfile-param");

    /** An entry of a request; without a value the option is taken away. */
    record Wanted(String name, int version, Optional<String> value) {
        boolean names(DhcpOption option) {
            return name.equals(option.optName) && version == option.ipVersion;
        }
    }

    static @Nullable List<Wanted> listOf(Attributes in) {
        List<Wanted> wanted = in.list("extra_dhcp_opts", DhcpOption::read);
        if (wanted == null) {
            return null;
        }
        if (wanted.size() > MAX) {
            throw Attributes.invalid("extra_dhcp_opts", "a port has " + MAX + " options at most");
        }
        var seen = new HashSet<String>();
        for (Wanted one : wanted) {
            if (!seen.add(one.version + " " + one.name)) {
                throw Attributes.invalid("extra_dhcp_opts", "the option '" + one.name + "' stands in the list twice");
            }
        }
        return wanted;
    }

    private static Wanted read(JsonNode item) {
        Attributes in = Attributes.nested("extra_dhcp_opts", item);
        String name = Attributes.required("opt_name", in.text("opt_name"));
        Optional<String> value = in.formedOrNull("opt_value", "DHCP option value", DhcpOption::oneLine);
        Long version = in.integer("ip_version");
        in.refuseOthers("extra_dhcp_opts", Set.of());
        if (!isKnown(name)) {
            throw Attributes.invalid(
                    "extra_dhcp_opts",
                    "'" + shown(name) + "' is no DHCP option: use a name of dnsmasq's or a number from 1 to 254");
        }
        if (version != null && version != 4 && version != 6) {
            throw Attributes.invalid("extra_dhcp_opts", "ip_version '" + version + "' is not in [4, 6]");
        }
        return new Wanted(name, version == null ? 4 : version.intValue(), value == null ? Optional.empty() : value);
    }

    private static boolean isKnown(String name) {
        return NAMES.contains(name) || (name.matches("[1-9]\\d{0,2}") && Integer.parseInt(name) < 255);
    }

    private static String oneLine(String text) {
        if (text.isEmpty() || text.codePoints().anyMatch(DhcpOption::isInvisible)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** Control characters, and what Unicode takes for the end of a line. */
    private static boolean isInvisible(int character) {
        return Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
    }

    private static String shown(String name) {
        return name.codePoints()
                .filter(character -> !isInvisible(character))
                .limit(64)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The options after a change: what is not named stays. */
    static List<DhcpOption> changed(List<DhcpOption> before, List<Wanted> wanted) {
        var after = new ArrayList<DhcpOption>();
        before.stream()
                .filter(option -> wanted.stream().noneMatch(one -> one.names(option)))
                .forEach(after::add);
        wanted.forEach(one -> one.value().ifPresent(value -> after.add(new DhcpOption(one.name, value, one.version))));
        if (after.size() > MAX) {
            throw NetworkFaults.invalidInput("a port has " + MAX + " extra_dhcp_opts at most");
        }
        return after;
    }
}
