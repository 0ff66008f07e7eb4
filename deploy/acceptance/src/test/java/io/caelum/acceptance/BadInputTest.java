package io.caelum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Api.Answer;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.OpenStack;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.cloud.CloudUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What does not make sense is refused at once, in the words of the service, and leaves nothing. */
@Tag("stack")
class BadInputTest {

    private static final String NOWHERE = "0d0c0b0a-0000-4000-8000-000000000000";
    private static final String NO_NETWORK = "\"none\"";

    private static RunningStack stack;
    private static Api demo;
    private static String image;
    private static String flavor;
    private static String network;

    private JsonNode serversBefore;

    @BeforeAll
    static void prepare() {
        stack = RunningStack.find();
        demo = stack.api(CloudUser.DEMO);
        image = Fixtures.image(demo);
        network = Fixtures.network(demo);
        flavor = demo.flavor("m1.tiny");
    }

    @BeforeEach
    void look() {
        serversBefore = demo.get("/compute/v2.1/servers").body().path("servers");
    }

    @AfterEach
    void nothingWasMade() {
        assertThat(demo.get("/compute/v2.1/servers").body().path("servers")).isEqualTo(serversBefore);
        assertThat(demo.portsOfServersOn(network)).isEmpty();
    }

    @Test
    void aWrongPasswordIs401AndTheClientSaysSo() {
        OpenStack.Result result =
                stack.client(CloudUser.DEMO).with("OS_PASSWORD", "wrong").attempt("token", "issue");

        assertThat(result.exit()).isNotZero();
        assertThat(result.text()).contains("401");
    }

    @Test
    void anUnknownUserCannotBeToldFromAWrongPassword() {
        Api anyone = Api.anonymous(stack.gateway());

        Answer wrong = anyone.post("/identity/v3/auth/tokens", Api.login("demo", "wrong", "demo"));
        Answer unknown = anyone.post("/identity/v3/auth/tokens", Api.login("nobody", "wrong", "demo"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.body().at("/error/message")).isEqualTo(wrong.body().at("/error/message"));
    }

    @Test
    void withoutATokenEveryServiceAnswers401() {
        Api anyone = Api.anonymous(stack.gateway());

        for (String path : new String[] {
            "/identity/v3/projects",
            "/image/v2/images",
            "/compute/v2.1/servers",
            "/network/v2.0/networks",
            "/trace/v1/traces"
        }) {
            assertThat(anyone.get(path).status()).as(path).isEqualTo(401);
        }
    }

    @Test
    void anUnknownImageIs400NamingIt() {
        refused(demo.tryCreateServer("s", NOWHERE, flavor, NO_NETWORK), 400, "badRequest", NOWHERE);
    }

    @Test
    void anUnknownFlavorIs400NamingIt() {
        refused(demo.tryCreateServer("s", image, "m1.enormous", NO_NETWORK), 400, "badRequest", "m1.enormous");
    }

    @Test
    void anUnknownNetworkIs400NamingIt() {
        refused(demo.tryCreateServer("s", image, flavor, Fixtures.networks(NOWHERE)), 400, "badRequest", NOWHERE);
    }

    @Test
    void moreThanTheQuotaAllowsIs403WithTheFigures() {
        Answer answer = demo.post("/compute/v2.1/servers", """
                {"server": {"name": "s", "imageRef": "%s", "flavorRef": "%s", "networks": "none", "min_count": 11}}
                """.formatted(image, flavor));

        refused(answer, 403, "forbidden", "instances");
        assertThat(answer.text()).contains("11").contains("10");
    }

    @Test
    void malformedJsonIs400InTheDialectOfEachService() {
        refused(demo.post("/compute/v2.1/servers", "{\"server\": "), 400, "badRequest", "");
        assertThat(demo.post("/identity/v3/auth/tokens", "{")
                        .body()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(400);
        Answer network = demo.post("/network/v2.0/networks", "{\"network\": ");
        assertThat(network.status()).isEqualTo(400);
        assertThat(network.body().path("NeutronError").path("message").asText()).isNotEmpty();
        assertThat(demo.post("/image/v2/images", "{").status()).isEqualTo(400);
    }

    @Test
    void unknownKeysAre400NamingThem() {
        Answer server = demo.post("/compute/v2.1/servers", """
                {"server": {"name": "s", "imageRef": "%s", "flavorRef": "%s", "networks": "none", "colour": "red"}}
                """.formatted(image, flavor));
        Answer network = demo.post("/network/v2.0/networks", "{\"network\": {\"name\": \"n\", \"colour\": \"red\"}}");

        refused(server, 400, "badRequest", "colour");
        assertThat(network.status()).isEqualTo(400);
        assertThat(network.text()).contains("colour");
    }

    @Test
    void wrongTypesAre400SayingWhat() {
        Answer server = demo.post("/compute/v2.1/servers", """
                {"server": {"name": 7, "imageRef": "%s", "flavorRef": "%s", "networks": "none"}}
                """.formatted(image, flavor));
        Answer network = demo.post("/network/v2.0/networks", "{\"network\": {\"admin_state_up\": \"perhaps\"}}");

        refused(server, 400, "badRequest", "name");
        assertThat(network.status()).isEqualTo(400);
        // Neutron names the value here, not the attribute
        assertThat(network.body().at("/NeutronError/message").asText()).contains("'perhaps'");
    }

    @Test
    void resourcesOfOtherProjectsAreNotThere() {
        Api admin = stack.api(CloudUser.ADMIN);
        String foreign = Fixtures.network(admin);

        assertThat(demo.get("/network/v2.0/networks/" + foreign).status()).isEqualTo(404);
        refused(demo.tryCreateServer("s", image, flavor, Fixtures.networks(foreign)), 400, "badRequest", foreign);
        assertThat(admin.delete("/network/v2.0/networks/" + foreign).status()).isEqualTo(204);
    }

    private static void refused(Answer answer, int status, String key, String naming) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        JsonNode fault = answer.body().path(key);
        assertThat(fault.path("code").asInt()).as(answer.toString()).isEqualTo(status);
        assertThat(fault.path("message").asText()).contains(naming);
    }
}
