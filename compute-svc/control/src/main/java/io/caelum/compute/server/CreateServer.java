package io.caelum.compute.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Fields;
import io.caelum.compute.http.Ids;
import io.caelum.platform.contract.network.RequestedPort;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.microversion.Microversion;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What {@code POST /servers} asks for.
 *
 * @param networks empty for none; {@code auto} is one entry for "the only network"
 * @param withoutNetwork the client said {@code none}
 * @param host a host that an administrator named as part of the zone
 * @param userData base64
 */
record CreateServer(
        String name,
        Optional<String> description,
        String flavorId,
        Optional<UUID> imageId,
        List<RequestedPort> networks,
        boolean withoutNetwork,
        Map<String, String> metadata,
        List<String> tags,
        boolean configDrive,
        Optional<String> keyName,
        List<String> securityGroups,
        Optional<String> zone,
        Optional<String> host,
        int minCount,
        int maxCount,
        boolean returnsReservation,
        Optional<String> userData,
        Optional<String> accessIpV4,
        Optional<String> accessIpV6,
        Optional<String> adminPass,
        String diskConfig) {

    private static final int MAX_USER_DATA = 65_535;
    private static final int MOST_AT_ONCE = 1_000;

    static CreateServer of(JsonNode body, Microversion version) {
        Fields outer = Fields.body(body);
        refuseGroups(outer);
        Fields fields = outer.object("server").orElseThrow(() -> outer.missing("server"));
        outer.end();
        String[] zone = zone(fields);
        int minCount = fields.integer("min_count", 1, MOST_AT_ONCE).orElse(1);
        int maxCount = fields.integer("max_count", 1, MOST_AT_ONCE).orElse(minCount);
        var wanted = new CreateServer(
                fields.requiredName("name"),
                version.atLeast(2, 19) ? description(fields) : Optional.empty(),
                flavor(fields),
                image(fields),
                networks(fields, version),
                isText(fields, "networks", "none"),
                fields.metadata("metadata").orElse(Map.of()),
                version.atLeast(2, 52) ? tags(fields) : List.of(),
                fields.isNull("config_drive")
                        ? false
                        : fields.flag("config_drive").orElse(false),
                fields.isNull("key_name") ? Optional.empty() : fields.name("key_name", 255),
                securityGroups(fields),
                Optional.ofNullable(zone[0]),
                Optional.ofNullable(zone[1]),
                minCount,
                maxCount,
                fields.flag("return_reservation_id").orElse(false),
                userData(fields),
                address(fields, "accessIPv4", false),
                address(fields, "accessIPv6", true),
                fields.text("adminPass", 0, 255),
                fields.oneOf("OS-DCF:diskConfig", "AUTO", "MANUAL").orElse("MANUAL"));
        refuseVolumes(fields);
        refuseFiles(fields, version);
        fields.end();
        wanted.requireSense();
        return wanted;
    }

    private void requireSense() {
        if (minCount > maxCount) {
            throw Fault.badRequest("min_count must be <= max_count");
        }
        boolean fixed = networks.stream()
                .anyMatch(port -> port.portId().isPresent() || port.fixedIp().isPresent());
        if (maxCount > 1 && fixed) {
            throw Fault.badRequest(
                    "Unable to launch multiple instances with a single configured port ID or fixed address. Please"
                            + " launch your instance one by one with different ports or addresses.");
        }
    }

    private static Optional<String> description(Fields fields) {
        return fields.nullableText("description", 255);
    }

    private static String flavor(Fields fields) {
        JsonNode node = fields.raw("flavorRef");
        return node != null && node.isIntegralNumber()
                ? node.asText()
                : lastPart(fields.requiredText("flavorRef", 1, 4_096));
    }

    private static Optional<UUID> image(Fields fields) {
        String reference = fields.text("imageRef", 0, 4_096).orElse("");
        if (reference.isEmpty()) {
            throw Fault.badRequest("Invalid imageRef provided: an image is required, since this cloud has no volume"
                    + " service to boot from.");
        }
        return Optional.of(Ids.parse(lastPart(reference))
                .orElseThrow(() -> Fault.badRequest(
                        "Invalid imageRef provided: '%s' is not the id of an image.".formatted(reference))));
    }

    private static String lastPart(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static boolean isText(Fields fields, String key, String text) {
        JsonNode node = fields.raw(key);
        return node != null && node.isTextual() && node.textValue().equals(text);
    }

    private static List<RequestedPort> networks(Fields fields, Microversion version) {
        boolean negotiated = version.atLeast(2, 37);
        if (negotiated && (!fields.has("networks"))) {
            throw fields.missing("networks");
        }
        if (negotiated && (isText(fields, "networks", "auto") || isText(fields, "networks", "none"))) {
            return List.of();
        }
        return fields.objects("networks").orElse(List.of()).stream()
                .map(network -> network(network, version))
                .toList();
    }

    private static RequestedPort network(Fields fields, Microversion version) {
        Optional<String> address = fields.isNull("fixed_ip") ? Optional.empty() : fields.text("fixed_ip", 1, 64);
        address.filter(text -> !Addresses.isAddress(text)).ifPresent(text -> {
            throw fields.invalid("fixed_ip", "is not an IP address");
        });
        boolean tagged = version.atLeast(2, 42) || version.atLeast(2, 32) && !version.atLeast(2, 37);
        var port = new RequestedPort(
                fields.isNull("uuid") ? Optional.empty() : fields.uuid("uuid"),
                fields.isNull("port") ? Optional.empty() : fields.uuid("port"),
                address,
                tagged ? fields.name("tag", 60) : Optional.empty());
        fields.end();
        if (port.networkId().isEmpty() && port.portId().isEmpty()) {
            throw Fault.badRequest("Bad network format: each of the networks needs 'uuid' or 'port'.");
        }
        return port;
    }

    private static List<String> tags(Fields fields) {
        List<String> tags = fields.texts("tags").orElse(List.of());
        tags.forEach(tag -> Tags.require(tag));
        if (tags.size() > Tags.MOST) {
            throw fields.invalid("tags", "is too long: at most %d tags".formatted(Tags.MOST));
        }
        return tags.stream().distinct().toList();
    }

    private static List<String> securityGroups(Fields fields) {
        return fields.objects("security_groups").orElse(List.of()).stream()
                .map(group -> {
                    String name = group.requiredName("name");
                    group.end();
                    return name;
                })
                .distinct()
                .toList();
    }

    /** {@code zone}, or {@code zone:host} for administrators. */
    private static String[] zone(Fields fields) {
        Optional<String> text =
                fields.isNull("availability_zone") ? Optional.empty() : fields.name("availability_zone", 255);
        if (text.isEmpty()) {
            return new String[] {null, null};
        }
        String[] parts = text.get().split(":", -1);
        if (parts.length > 3) {
            throw fields.invalid("availability_zone", "must be zone, zone:host or zone:host:node");
        }
        String host = parts.length > 1 && !parts[1].isEmpty() ? parts[1] : null;
        return new String[] {
            parts[0].isEmpty() ? null : parts[0], parts.length == 3 && !parts[2].isEmpty() ? parts[2] : host
        };
    }

    static Optional<String> userData(Fields fields) {
        if (fields.isNull("user_data")) {
            return Optional.empty();
        }
        return fields.text("user_data", 0, MAX_USER_DATA).map(text -> {
            try {
                Base64.getDecoder().decode(text.replaceAll("\\s", ""));
                return text;
            } catch (IllegalArgumentException e) {
                throw fields.invalid("user_data", "is not a 'base64'");
            }
        });
    }

    static Optional<String> address(Fields fields, String key, boolean six) {
        Optional<String> text = fields.isNull(key) ? Optional.empty() : fields.text(key, 0, 64);
        text.filter(address -> !(six ? Addresses.isIpV6(address) : Addresses.isIpV4(address)))
                .ifPresent(address -> {
                    throw fields.invalid(key, "is not an " + (six ? "'ipv6'" : "'ipv4'"));
                });
        return six ? text.map(Addresses::canonicalIpV6) : text;
    }

    /** The client tools send a mapping of the image to the local disk, which is what happens anyway. */
    private static void refuseVolumes(Fields fields) {
        for (Fields device : fields.objects("block_device_mapping_v2").orElse(List.of())) {
            boolean image = device.text("source_type", 0, 255).equals(Optional.of("image"));
            boolean local = device.text("destination_type", 0, 255).equals(Optional.of("local"));
            if (!image || !local) {
                throw Fault.badRequest("Block Device Mapping is Invalid: this cloud has no volume service.");
            }
        }
        if (!fields.objects("block_device_mapping").orElse(List.of()).isEmpty()) {
            throw Fault.badRequest("Block Device Mapping is Invalid: this cloud has no volume service.");
        }
    }

    static void refuseFiles(Fields fields, Microversion version) {
        if (!version.atLeast(2, 57)
                && !fields.objects("personality").orElse(List.of()).isEmpty()) {
            throw Fault.badRequest("Files cannot be injected into servers here: use user_data.");
        }
    }

    /** Hints that nobody acts on are let through as in Nova; a group that does not exist is a mistake. */
    private static void refuseGroups(Fields outer) {
        for (String key : List.of("os:scheduler_hints", "OS-SCH-HNT:scheduler_hints")) {
            outer.object(key).filter(hints -> hints.has("group")).ifPresent(hints -> {
                throw Fault.badRequest("Instance group %s could not be found."
                        .formatted(hints.raw("group").asText()));
            });
        }
    }

    @Override
    public String toString() {
        return "CreateServer[name=" + name + ", flavorId=" + flavorId + ", imageId=" + imageId + "]";
    }
}
