package io.caelum.networkagent.mechanism.ovs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * A network device, as {@code ip -s -j link} tells it.
 *
 * @param isUp whether it was set up
 * @param hasCarrier whether there is something at its other end: of a tap, a program that has opened it
 * @param arrived frames that came in at it: of a tap, those that the guest has sent
 */
record Device(String name, int mtu, boolean isUp, boolean hasCarrier, long arrived) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<Device> parse(String json) {
        try {
            var devices = new ArrayList<Device>();
            for (JsonNode link : MAPPER.readTree(json.isBlank() ? "[]" : json)) {
                // of devices of another kind than asked for there are empty objects
                if (link.hasNonNull("ifname")) {
                    devices.add(of(link));
                }
            }
            return devices;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what ip said is no JSON", e);
        }
    }

    private static Device of(JsonNode link) {
        var flags = new ArrayList<String>();
        link.path("flags").forEach(flag -> flags.add(flag.asText()));
        return new Device(
                link.get("ifname").asText(),
                link.path("mtu").asInt(),
                flags.contains("UP"),
                // said of devices that are up only
                !flags.contains("NO-CARRIER"),
                link.at("/stats64/rx/packets").asLong());
    }
}
