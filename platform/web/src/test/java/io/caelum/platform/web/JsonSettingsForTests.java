package io.caelum.platform.web;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The mapper as services have it, without starting Quarkus. */
public final class JsonSettingsForTests {

    private JsonSettingsForTests() {}

    public static ObjectMapper mapper() {
        var mapper = new ObjectMapper();
        new AbsentAsNull().customize(mapper);
        new JsonSettings().customize(mapper);
        return mapper;
    }
}
