package io.caelum.network.port;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.address.Ip;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry of {@code fixed_ips}. */
@JsonNaming(SnakeCaseStrategy.class)
public record PortAddress(UUID subnetId, String ipAddress) {

    /** Reads what the entity's formula joined. */
    public static List<PortAddress> parse(@Nullable String joined) {
        return joined == null
                ? List.of()
                : Arrays.stream(joined.split(",")).map(PortAddress::parseOne).toList();
    }

    public static String join(List<PortAddress> addresses) {
        return String.join(
                ",",
                addresses.stream()
                        .map(address -> address.subnetId + "=" + address.ipAddress)
                        .toList());
    }

    private static PortAddress parseOne(String text) {
        int equals = text.indexOf('=');
        return new PortAddress(UUID.fromString(text.substring(0, equals)), text.substring(equals + 1));
    }

    public int version() {
        return Ip.parse(ipAddress).version();
    }
}
