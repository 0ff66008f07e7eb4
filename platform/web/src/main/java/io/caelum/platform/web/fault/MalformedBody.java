package io.caelum.platform.web.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.caelum.platform.fault.Fault;
import java.util.stream.Collectors;

/** Says in one sentence what is wrong with a request body, naming the field. */
public final class MalformedBody {

    private MalformedBody() {}

    /** A Fault of kind BAD_REQUEST that holds no text of the parser and no Java name. */
    public static Fault explain(JsonProcessingException failure) {
        if (failure.getCause() instanceof Fault fault) {
            return fault;
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return Fault.badRequest("Additional properties are not allowed ('%s' was unexpected in %s)"
                    .formatted(unknown.getPropertyName(), parentOf(unknown)));
        }
        if (failure instanceof InvalidFormatException format) {
            return Fault.badRequest("Invalid input for field/attribute %s. Value: %s is not of the right type or form."
                    .formatted(path(format), format.getValue()));
        }
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return Fault.badRequest(
                    "Invalid input for field/attribute %s: wrong type or missing value.".formatted(path(mapping)));
        }
        if (failure instanceof JsonMappingException) {
            return Fault.badRequest("The request body must be a JSON object.");
        }
        return Fault.badRequest("Malformed request body: it is not valid JSON (line %d, column %d)."
                .formatted(
                        failure.getLocation().getLineNr(), failure.getLocation().getColumnNr()));
    }

    private static String parentOf(JsonMappingException failure) {
        var path = failure.getPath();
        String parent = path.subList(0, path.size() - 1).stream()
                .map(MalformedBody::name)
                .collect(Collectors.joining("."));
        return parent.isEmpty() ? "the body" : parent;
    }

    private static String path(JsonMappingException failure) {
        return failure.getPath().stream().map(MalformedBody::name).collect(Collectors.joining("."));
    }

    private static String name(JsonMappingException.Reference reference) {
        return reference.getFieldName() == null ? String.valueOf(reference.getIndex()) : reference.getFieldName();
    }
}
