package io.caelum.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListFilterTest {

    private static final List<String> NAMES = List.of("Admin", "admin", "demo", "Demo-2");

    @ParameterizedTest
    @CsvSource({
        "name,                demo,   demo",
        "name__contains,      dm,     Admin admin",
        "name__icontains,     DEM,    demo Demo-2",
        "name__startswith,    A,      Admin",
        "name__istartswith,   a,      Admin admin",
        "name__endswith,      o,      demo",
        "name__iendswith,     O,      demo",
        "name__bogus,         x,      Admin admin demo Demo-2",
        "domain_id,           x,      Admin admin demo Demo-2",
    })
    void aFieldIsComparedAsItsKeySays(String key, String value, String expected) {
        assertThat(NAMES.stream().filter(filter(key, value).on("name", name -> name)))
                .containsExactly(expected.split(" "));
    }

    @Test
    void aMissingValueMatchesNoFilterOnIt() {
        assertThat(filter("name", "x").<String>on("name", any -> null).test("a"))
                .isFalse();
        assertThat(filter("name__contains", "x").<String>on("name", any -> null).test("a"))
                .isFalse();
        assertThat(filter("other", "x").<String>on("name", any -> null).test("a"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "'', true", "1, true", "False, false", "0, false", "no, false", "off, false"})
    void aFlagIsTrueUnlessItSaysNo(String text, boolean expected) {
        assertThat(filter("enabled", text).flag("enabled")).contains(expected);
        assertThat(filter("enabled", text)
                        .<Boolean>onFlag("enabled", value -> value)
                        .test(expected))
                .isTrue();
        assertThat(filter("enabled", text)
                        .<Boolean>onFlag("enabled", value -> value)
                        .test(!expected))
                .isFalse();
    }

    private static ListFilter filter(String key, String value) {
        var query = new MultivaluedHashMap<String, String>();
        query.add(key, value);
        return new ListFilter(query);
    }
}
