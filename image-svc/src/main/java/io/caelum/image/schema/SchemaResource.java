package io.caelum.image.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caelum.platform.fault.Fault;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The JSON schemas from which glanceclient builds its models. */
@Path("/v2/schemas")
class SchemaResource {

    private final Map<String, JsonNode> schemas;

    SchemaResource(ObjectMapper json) {
        ObjectNode image = read(json, "image");
        ObjectNode member = read(json, "member");
        schemas = Map.of(
                "image",
                image,
                "images",
                collection(json, "images", image, true),
                "member",
                member,
                "members",
                collection(json, "members", member, false));
    }

    @GET
    @Path("{schema}")
    public JsonNode show(String schema) {
        JsonNode found = schemas.get(schema);
        if (found == null) {
            throw Fault.notFound("There is no schema '" + schema + "' here.");
        }
        return found;
    }

    private static ObjectNode read(ObjectMapper json, String name) {
        try (var stream = SchemaResource.class.getResourceAsStream("/schemas/" + name + ".json")) {
            return (ObjectNode) json.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode collection(ObjectMapper json, String name, ObjectNode item, boolean isPaged) {
        ObjectNode schema = json.createObjectNode().put("name", name);
        ObjectNode properties = schema.putObject("properties");
        properties.putObject(name).put("type", "array").set("items", item);
        properties.putObject("schema").put("type", "string");
        var links = schema.putArray("links");
        if (isPaged) {
            for (String page : new String[] {"first", "next"}) {
                properties.putObject(page).put("type", "string");
                links.addObject().put("rel", page).put("href", "{" + page + "}");
            }
        }
        links.addObject().put("rel", "describedby").put("href", "{schema}");
        return schema;
    }
}
