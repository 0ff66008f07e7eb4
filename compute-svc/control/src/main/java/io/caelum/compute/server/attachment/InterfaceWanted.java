package io.caelum.compute.server.attachment;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Fields;
import io.caelum.platform.contract.network.RequestedPort;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.microversion.Microversion;
import java.util.List;
import java.util.Optional;

/** What a request wants attached: a port, a network, or whatever there is. */
final class InterfaceWanted {

    private InterfaceWanted() {}

    /** An empty list asks for the only network that there is. */
    static List<RequestedPort> of(JsonNode body, Microversion version) {
        Fields outer = Fields.body(body);
        Optional<Fields> attachment = outer.object("interfaceAttachment");
        outer.end();
        return attachment.map(fields -> read(fields, version)).orElse(List.of());
    }

    private static List<RequestedPort> read(Fields fields, Microversion version) {
        var port = fields.uuid("port_id");
        var network = fields.uuid("net_id");
        Optional<String> fixedIp = fields.objects("fixed_ips").map(list -> fixedIp(fields, list));
        if (version.atLeast(2, 49)) {
            fields.text("tag", 1, 60).ifPresent(tag -> {
                throw Fault.badRequest(
                        "Invalid input for field/attribute tag: network cards of this cloud have no tags.");
            });
        }
        fields.end();
        if (port.isPresent() && network.isPresent()) {
            throw Fault.badRequest("Must not input both net_id and port_id.");
        }
        if (fixedIp.isPresent() && network.isEmpty()) {
            throw Fault.badRequest("Must input net_id when an IP address is requested in fixed_ips.");
        }
        return port.isEmpty() && network.isEmpty()
                ? List.of()
                : List.of(new RequestedPort(network, port, fixedIp, Optional.empty()));
    }

    private static String fixedIp(Fields fields, List<Fields> list) {
        if (list.size() != 1) {
            throw fields.invalid("fixed_ips", "must have exactly one entry");
        }
        String address = list.getFirst().requiredText("ip_address", 1, 64);
        list.getFirst().end();
        return address;
    }
}
