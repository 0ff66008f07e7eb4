package io.caelum.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.platform.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @Test
    void nothingAndUnscopedAreTwoThings() {
        assertThat(Scope.of(null)).isEqualTo(new Scope.Unstated());
        assertThat(scope("null")).isEqualTo(new Scope.Unstated());
        assertThat(scope("\"unscoped\"")).isEqualTo(new Scope.Unscoped());
        assertThat(scope("{\"unscoped\": {}}")).isEqualTo(new Scope.Unscoped());
    }

    @Test
    void aProjectIsNamedByItsIdOrByItsNameInADomain() {
        assertThat(scope("{\"project\": {\"id\": \"p1\"}}")).isEqualTo(new Scope.ToProject("p1", null, null));
        assertThat(scope("{\"project\": {\"name\": \"demo\", \"domain\": {\"id\": \"default\"}}}"))
                .isEqualTo(new Scope.ToProject(null, "demo", new Scope.DomainRef("default", null)));
    }

    @Test
    void aDomainIsNamedByItsIdOrName() {
        assertThat(scope("{\"domain\": {\"name\": \"Default\"}}"))
                .isEqualTo(new Scope.ToDomain(new Scope.DomainRef(null, "Default")));
    }

    @Test
    void theSystemIsAllOrNothing() {
        assertThat(scope("{\"system\": {\"all\": true}}")).isEqualTo(new Scope.ToSystem());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"everything\"",
                "{}",
                "[]",
                "{\"project\": {}}",
                "{\"project\": {\"name\": \"no domain\"}}",
                "{\"project\": {\"name\": \"x\", \"domain\": {}}}",
                "{\"project\": 1}",
                "{\"domain\": {}}",
                "{\"system\": {\"all\": false}}",
                "{\"project\": {\"id\": \"a\"}, \"domain\": {\"id\": \"b\"}}",
                "{\"galaxy\": {}}"
            })
    void anythingElseIsABadRequest(String json) {
        assertThatThrownBy(() -> scope(json))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.BAD_REQUEST));
    }

    @Test
    void aTrustIsNotImplementedAndSaysSo() {
        assertThatThrownBy(() -> scope("{\"OS-TRUST:trust\": {\"id\": \"t\"}}"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.NOT_IMPLEMENTED));
    }

    private static Scope scope(String json) {
        try {
            return Scope.of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
