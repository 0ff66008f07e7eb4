package io.caelum.compute.flavor;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Fields;
import io.caelum.platform.web.microversion.Microversion;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What {@code POST /flavors} asks for. */
record CreateFlavor(
        String id,
        String name,
        int vcpus,
        int memoryMb,
        int rootGb,
        int ephemeralGb,
        int swapMb,
        double rxtxFactor,
        boolean isPublic,
        String description) {

    static CreateFlavor of(JsonNode body, Microversion version) {
        Fields fields = Fields.body(body, "flavor");
        var wanted = new CreateFlavor(
                id(fields),
                fields.requiredName("name"),
                fields.requiredInteger("vcpus", 1, Integer.MAX_VALUE),
                fields.requiredInteger("ram", 1, Integer.MAX_VALUE),
                fields.requiredInteger("disk", 0, Integer.MAX_VALUE),
                fields.integer("OS-FLV-EXT-DATA:ephemeral", 0, Integer.MAX_VALUE)
                        .orElse(0),
                fields.integer("swap", 0, Integer.MAX_VALUE).orElse(0),
                fields.number("rxtx_factor").orElse(1.0),
                fields.flag("os-flavor-access:is_public").orElse(true),
                version.atLeast(2, 55)
                        ? fields.nullableText("description", 65_535).orElse(null)
                        : null);
        fields.end();
        return wanted;
    }

    private static String id(Fields fields) {
        if (fields.isNull("id")) {
            return UUID.randomUUID().toString();
        }
        String id = fields.raw("id") != null && fields.raw("id").isIntegralNumber()
                ? fields.raw("id").asText()
                : fields.name("id", 255).orElse("auto");
        if (!id.equals("auto") && !id.matches("[a-zA-Z0-9._ -]+")) {
            throw fields.invalid("id", "may hold only letters, digits, periods, dashes, underscores and blanks");
        }
        return id.equals("auto") ? UUID.randomUUID().toString() : id;
    }

    Flavor toRow(Instant now) {
        var flavor = new Flavor();
        flavor.id = id;
        flavor.name = name;
        flavor.vcpus = vcpus;
        flavor.memoryMb = memoryMb;
        flavor.rootGb = rootGb;
        flavor.ephemeralGb = ephemeralGb;
        flavor.swapMb = swapMb;
        flavor.rxtxFactor = rxtxFactor;
        flavor.isPublic = isPublic;
        flavor.description = description;
        flavor.extraSpecs = Map.of();
        flavor.createdAt = now;
        return flavor;
    }
}
