package io.caelum.compute.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.microversion.Microversion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateServerTest {

    private static final String IMAGE = "'imageRef': '3c6d1d60-9d2b-4f0e-8a4e-3b8a4b8f0a11'";
    private static final String MINIMUM = "'name': 's', 'flavorRef': '1', " + IMAGE;

    @Test
    void theMinimumIsNameFlavorAndImage() {
        CreateServer wanted = read("2.1", MINIMUM);

        assertThat(wanted.minCount()).isEqualTo(1);
        assertThat(wanted.maxCount()).isEqualTo(1);
        assertThat(wanted.networks()).isEmpty();
    }

    @Test
    void networksAreRequiredFrom237() {
        assertThatThrownBy(() -> read("2.37", MINIMUM)).hasMessageContaining("'networks' is a required property");
        assertThat(read("2.37", MINIMUM + ", 'networks': 'auto'").withoutNetwork())
                .isFalse();
        assertThat(read("2.37", MINIMUM + ", 'networks': 'none'").withoutNetwork())
                .isTrue();
        assertThatThrownBy(() -> read("2.36", MINIMUM + ", 'networks': 'auto'")).hasMessageContaining("networks");
    }

    @Test
    void countsMayBeTextsAndMaxFollowsMin() {
        assertThat(read("2.1", MINIMUM + ", 'min_count': '3'").maxCount()).isEqualTo(3);
        assertThatThrownBy(() -> read("2.1", MINIMUM + ", 'min_count': 3, 'max_count': 2"))
                .hasMessageContaining("min_count must be <= max_count");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "2.18 | 'description': 'd' | description",
                "2.51 | 'tags': ['a'] | tags",
                "2.57 | 'personality': [] | personality",
                "2.60 | 'hostname': 'h' | hostname",
                "2.60 | 'nmae': 'x' | nmae"
            })
    void keysOfOtherMicroversionsAreUnknown(String version, String extra, String key) {
        assertThatThrownBy(() -> read(version.trim(), MINIMUM + ", 'networks': [], " + extra))
                .hasMessageContaining("'" + key + "' was unexpected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'name': ''",
                "'flavorRef': true",
                "'metadata': []",
                "'networks': [{'uuid': 'x'}]",
                "'networks': [{}]",
                "'networks': [{'uuid': '3c6d1d60-9d2b-4f0e-8a4e-3b8a4b8f0a11', 'fixed_ip': 'x'}]",
                "'user_data': '***'",
                "'accessIPv4': '1.2.3'",
                "'accessIPv6': 'fe80::xyz'",
                "'OS-DCF:diskConfig': 'SOMETIMES'",
                "'config_drive': 'perhaps'",
                "'block_device_mapping_v2': [{'source_type': 'volume'}]"
            })
    void wrongValuesAreRefused(String wrong) {
        assertThatThrownBy(() -> read("2.1", MINIMUM + ", " + wrong)).isInstanceOf(Fault.class);
    }

    @Test
    void severalServersCannotShareOnePort() {
        assertThatThrownBy(() -> read(
                        "2.1",
                        MINIMUM + ", 'max_count': 2, 'networks': [{'port': '3c6d1d60-9d2b-4f0e-8a4e-3b8a4b8f0a11'}]"))
                .hasMessageContaining("Unable to launch multiple instances");
    }

    @Test
    void anUnknownGroupIsRefusedAndOtherHintsAreNot() {
        assertThatThrownBy(() -> CreateServer.of(
                        json("{'server': {" + MINIMUM + "}, 'os:scheduler_hints': {'group': 'g'}}"),
                        Microversion.parse("2.1")))
                .hasMessageContaining("Instance group g");
        assertThat(CreateServer.of(
                        json("{'server': {" + MINIMUM + "}, 'os:scheduler_hints': {'same_host': ['h']}}"),
                        Microversion.parse("2.1")))
                .isNotNull();
    }

    private static CreateServer read(String version, String fields) {
        return CreateServer.of(json("{'server': {" + fields + "}}"), Microversion.parse(version));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
