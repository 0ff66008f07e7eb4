package io.caelum.compute.server.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.caelum.compute.http.Fields;

/** @param name the one key of the body */
record ActionRequest(String name, JsonNode body) {

    /** What stands under the name, which must be an object. */
    Fields arguments() {
        return Fields.body(body, name);
    }

    /** The same where null will do: as if nothing stood in it. */
    Fields argumentsOrNone() {
        return body.get(name).isNull() ? Fields.body(JsonNodeFactory.instance.objectNode()) : arguments();
    }
}
