package io.caelum.platform.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * A key that is not in the document reads as null, not as an empty Optional. Quarkus registers this module, too, with
 * other settings, and the mapper takes only the first of its kind: so this comes first, and {@link JsonSettings} last.
 */
@Singleton
class AbsentAsNull implements ObjectMapperCustomizer {

    @Override
    public int priority() {
        return MAXIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new Jdk8Module().configureReadAbsentAsNull(true));
    }
}
