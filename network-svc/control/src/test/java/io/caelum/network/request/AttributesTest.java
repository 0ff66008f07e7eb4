package io.caelum.network.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttributesTest {

    @Test
    void absentIsNullAndJsonNullIsAValueOfItsOwn() {
        Attributes in = of("{'gateway_ip': null}");
        assertThat(in.formedOrNull("gateway_ip", "x", text -> text)).isEqualTo(Optional.empty());
        assertThat(in.formedOrNull("other", "x", text -> text)).isNull();
    }

    @Test
    void booleansMayBeWrittenInSeveralWays() {
        Attributes in = of("{'a': true, 'b': 'True', 'c': 1, 'd': '0', 'e': 'maybe', 'f': null, 'g': 2}");
        assertThat(in.flag("a")).isTrue();
        assertThat(in.flag("b")).isTrue();
        assertThat(in.flag("c")).isTrue();
        assertThat(in.flag("d")).isFalse();
        refuses("Invalid input for operation: 'maybe' cannot be converted to boolean.", () -> in.flag("e"));
        refuses("Invalid input for operation: 'None' cannot be converted to boolean.", () -> in.flag("f"));
        refuses("Invalid input for operation: '2' cannot be converted to boolean.", () -> in.flag("g"));
    }

    @Test
    void whatNobodyAskedForIsRefusedByName() {
        Attributes in = of("{'name': 'n', 'bogus': 1, 'id': 'x'}");
        assertThat(in.text("name")).isEqualTo("n");
        refuses("Unrecognized attribute(s) 'bogus', 'id'", () -> in.refuseOthers("POST", Set.of()));
        refuses("Attribute 'id' not allowed in POST", () -> in.refuseOthers("POST", Set.of("id")));
    }

    @Test
    void projectAndTenantAreTwins() {
        assertThat(of("{'tenant_id': 'a'}").projectId()).isEqualTo("a");
        assertThat(of("{'tenant_id': 'a', 'project_id': 'a'}").projectId()).isEqualTo("a");
        assertThat(of("{}").projectId()).isNull();
        refuses(
                "'project_id' and 'tenant_id' do not match",
                () -> of("{'tenant_id': 'a', 'project_id': 'b'}").projectId());
    }

    @Test
    void textsThatTheDatabaseCannotKeepAreRefused() {
        refuses(
                "Invalid input for name. Reason: the character U+0000 is not allowed.",
                () -> of("{'name': 'a\\u0000b'}").text("name"));
        refuses(
                "Invalid input for name. Reason: '5' is not a valid string.",
                () -> of("{'name': 5}").text("name"));
    }

    private static Attributes of(String json) {
        try {
            return Attributes.nested("x", new ObjectMapper().readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void refuses(String message, Runnable reading) {
        assertThatThrownBy(reading::run).hasMessage(message);
    }
}
