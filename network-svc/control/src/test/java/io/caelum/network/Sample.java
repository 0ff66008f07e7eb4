package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Golden samples: documents of a running Neutron, against which views are held. */
public final class Sample {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private Sample() {}

    /** @param name below {@code samples}, e.g. {@code port/show-admin.json} */
    public static void assertMatches(String name, Object view) {
        try (var in = Sample.class.getResourceAsStream("/samples/" + name)) {
            assertThat(in).as("samples/" + name).isNotNull();
            assertThat(MAPPER.readTree(MAPPER.writeValueAsString(view)).toPrettyString())
                    .isEqualTo(MAPPER.readTree(in).toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
