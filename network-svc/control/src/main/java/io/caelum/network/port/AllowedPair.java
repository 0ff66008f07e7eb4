package io.caelum.network.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.address.Cidr;
import io.caelum.network.address.Ip;
import io.caelum.network.address.MacAddress;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.request.Attributes;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.data.RowJson;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a port may send as, beside its own addresses.
 *
 * @param ipAddress an address, or a range in CIDR notation
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AllowedPair(String ipAddress, String macAddress) {

    private static final int MAX = 10;

    /** An entry of a request; without a MAC the port's own is meant. */
    record Wanted(String ipAddress, @Nullable MacAddress mac) {
        AllowedPair on(String portMac) {
            return new AllowedPair(ipAddress, mac == null ? portMac : mac.text());
        }
    }

    static @Nullable List<Wanted> listOf(Attributes in) {
        List<Wanted> pairs = in.list("allowed_address_pairs", AllowedPair::read);
        if (pairs == null) {
            return null;
        }
        if (pairs.size() > MAX) {
            throw NetworkFaults.badRequest(
                    "AddressPairsExhausted", "The number of allowed address pairs exceeds the maximum " + MAX + ".");
        }
        if (new HashSet<>(pairs).size() != pairs.size()) {
            throw NetworkFaults.badRequest(
                    "DuplicateAddressPairInRequest", "Request contains duplicate address pair: " + twice(pairs) + ".");
        }
        return pairs;
    }

    private static String twice(List<Wanted> pairs) {
        var seen = new HashSet<Wanted>();
        return pairs.stream()
                .filter(pair -> !seen.add(pair))
                .findFirst()
                .map(pair -> "mac_address " + pair.mac + " ip_address " + pair.ipAddress)
                .orElseThrow();
    }

    private static Wanted read(JsonNode item) {
        Attributes in = Attributes.nested("allowed_address_pairs", item);
        String ip = in.formed("ip_address", "IP address or subnet", AllowedPair::canonical);
        MacAddress mac = in.formed("mac_address", "MAC address", MacAddress::parse);
        in.refuseOthers("allowed_address_pairs", Set.of());
        if (ip == null) {
            throw NetworkFaults.badRequest("AddressPairMissingIp", "AllowedAddressPair must contain ip_address");
        }
        return new Wanted(ip, mac);
    }

    private static String canonical(String text) {
        return text.contains("/") ? Cidr.parse(text).toString() : Ip.parse(text).toString();
    }

    /** Reads the column of ports. */
    public static List<PortWiring.AddressPair> contracts(String json) {
        return Arrays.stream(RowJson.read(json, AllowedPair[].class))
                .map(AllowedPair::toContract)
                .toList();
    }

    PortWiring.AddressPair toContract() {
        return new PortWiring.AddressPair(ipAddress, macAddress);
    }
}
