package io.caelum.compute.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void numbersAndBooleansMayComeAsTexts() {
        Fields fields = fields("{'count': '2', 'flag': 'True', 'other': 0}");

        assertThat(fields.integer("count", 1, 10)).contains(2);
        assertThat(fields.flag("flag")).contains(true);
        assertThat(fields.flag("other")).contains(false);
    }

    @Test
    void anUnknownKeyIsNamed() {
        Fields fields = fields("{'name': 'a', 'nmae': 'b'}");
        fields.requiredName("name");

        assertThatThrownBy(fields::end).hasMessageContaining("'nmae' was unexpected");
    }

    @Test
    void aMissingKeyIsNamed() {
        assertThatThrownBy(() -> fields("{}").requiredName("name"))
                .hasMessageContaining("'name' is a required property");
    }

    @Test
    void aWrongTypeIsNamed() {
        assertThatThrownBy(() -> fields("{'name': 5}").requiredName("name"))
                .hasMessageContaining("field/attribute name")
                .hasMessageContaining("is not of type 'string'");
        assertThatThrownBy(() -> fields("{'count': 1.5}").integer("count", 0, 9))
                .hasMessageContaining("count");
        assertThatThrownBy(() -> fields("{'count': true}").integer("count", 0, 9))
                .hasMessageContaining("count");
        assertThatThrownBy(() -> fields("{'id': '1-1-1-1-1'}").uuid("id")).hasMessageContaining("is not a 'uuid'");
    }

    @Test
    void namesHaveNoBlanksAtTheEndsAndAreNotTooLong() {
        assertThatThrownBy(() -> fields("{'name': ' a'}").requiredName("name")).hasMessageContaining("blanks");
        assertThatThrownBy(() -> fields("{'name': '  '}").requiredName("name")).hasMessageContaining("blanks");
        assertThatThrownBy(() -> fields("{'name': ''}").requiredName("name")).hasMessageContaining("too short");
        assertThatThrownBy(() -> fields("{'name': '" + "x".repeat(256) + "'}").requiredName("name"))
                .hasMessageContaining("too long");
    }

    @Test
    void namesOfAllLanguagesSurvive() {
        assertThat(fields("{'name': 'サーバー ☁ \uD83D\uDE00'}").requiredName("name"))
                .isEqualTo("サーバー ☁ \uD83D\uDE00");
    }

    @Test
    void fieldsOfListsAreNamedWithTheirPlace() {
        Fields second = fields("{'networks': [{}, {'uuid': 'x'}]}")
                .objects("networks")
                .orElseThrow()
                .get(1);

        assertThatThrownBy(() -> second.uuid("uuid")).hasMessageContaining("networks.1.uuid");
    }

    @Test
    void metadataHasShortPlainKeys() {
        assertThat(fields("{'metadata': {'a b': 'c'}}").metadata("metadata")).contains(Map.of("a b", "c"));
        assertThatThrownBy(() -> fields("{'metadata': {'ä': 'c'}}").metadata("metadata"))
                .hasMessageContaining("'ä' is not a valid key");
        assertThatThrownBy(() -> fields("{'metadata': {'a': 1}}").metadata("metadata"))
                .hasMessageContaining("metadata.a");
    }

    private static Fields fields(String json) {
        try {
            return Fields.body(new ObjectMapper().readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
