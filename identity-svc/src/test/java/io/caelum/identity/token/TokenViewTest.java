package io.caelum.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.caelum.identity.catalog.CatalogView;
import io.caelum.identity.token.TokenView.Named;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A token's document key by key, as the sample that real clients read. */
class TokenViewTest {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    private final TokenView.User user = new TokenView.User(
            "d49b657cce454b18a720c4d57f7f79f1", "admin", new Named("default", "Default"), Optional.empty());

    @Test
    void aTokenOfAProject() throws IOException {
        var view = new TokenView(
                List.of("password"),
                user,
                List.of("fDKEltxN1XAuB_jPpH6RlA"),
                "2026-11-23T13:38:23.093944Z",
                "2026-11-23T12:38:23.093944Z",
                new TokenView.Project("c028569c91c9472e82036ff413f5fe8e", "admin", new Named("default", "Default")),
                false,
                null,
                null,
                List.of(new Named("6c1ef21fee4643089492331964b26338", "admin")),
                List.of(new CatalogView(
                        List.of(new CatalogView.EndpointOf(
                                "37906d624b0c4ef18fccfae9913327b6",
                                "public",
                                "RegionOne",
                                "http://127.0.0.1:8780/identity/v3",
                                "RegionOne")),
                        "6f654bababfe4ee1ad5d807cb09ff69c",
                        "identity",
                        "keystone")));

        assertEqualsSample(view, "project");
    }

    @Test
    void aTokenWithoutScope() throws IOException {
        assertEqualsSample(empty(null, null), "unscoped");
    }

    @Test
    void aTokenOfTheSystem() throws IOException {
        assertEqualsSample(empty(new TokenView.System(true), List.of()), "system");
    }

    @Test
    void timesHaveSixDigitsAlways() {
        assertThat(TokenViews.time(1_795_437_503_000_000L)).isEqualTo("2026-11-23T12:38:23.000000Z");
    }

    private TokenView empty(TokenView.System system, List<Named> roles) {
        return new TokenView(
                List.of("token", "password"),
                user,
                List.of("own", "chain"),
                "2026-11-23T13:38:23.093944Z",
                "2026-11-23T12:38:23.093944Z",
                null,
                null,
                null,
                system,
                roles,
                null);
    }

    private static void assertEqualsSample(TokenView view, String name) throws IOException {
        assertThat(JSON.readTree(write(view))).isEqualTo(JSON.readTree(sample(name)));
    }

    private static String write(TokenView view) throws JsonProcessingException {
        return JSON.writeValueAsString(new TokenView.One(view));
    }

    private static InputStream sample(String name) {
        return TokenViewTest.class.getResourceAsStream("/samples/token/" + name + ".json");
    }
}
