package io.caelum.networknode.linux;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A device as it is, from what {@code ip -j addr} says. */
public record Link(String device, String macAddress, int mtu, boolean isUp, Set<String> addresses) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<Link> parse(String json) {
        var links = new ArrayList<Link>();
        for (JsonNode link : read(json)) {
            if (link.hasNonNull("ifname")) {
                links.add(of(link));
            }
        }
        return links;
    }

    private static Link of(JsonNode link) {
        var flags = new TreeSet<String>();
        link.path("flags").forEach(flag -> flags.add(flag.asText()));
        var addresses = new TreeSet<String>();
        for (JsonNode address : link.path("addr_info")) {
            boolean byKernel = address.path("family").asText().equals("inet6")
                    && address.path("scope").asText().equals("link");
            if (!byKernel && address.hasNonNull("local")) {
                addresses.add(address.get("local").asText() + "/"
                        + address.get("prefixlen").asInt());
            }
        }
        return new Link(
                link.get("ifname").asText(),
                link.path("address").asText(),
                link.path("mtu").asInt(),
                flags.contains("UP"),
                addresses);
    }

    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json.isBlank() ? "[]" : json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what ip said is no JSON", e);
        }
    }
}
