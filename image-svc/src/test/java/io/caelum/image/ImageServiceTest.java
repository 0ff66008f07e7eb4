package io.caelum.image;

import static io.restassured.RestAssured.given;

import io.caelum.platform.web.token.Tokens;
import io.caelum.testkit.TestTokens;
import io.caelum.testkit.WithPostgres;
import io.caelum.testkit.WithRabbitMq;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** The running service on a real database and a real broker, and a few words to talk to it. */
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithRabbitMq.class)
public abstract class ImageServiceTest {

    @Inject
    Tokens tokens;

    @BeforeEach
    void believeTestTokens() {
        TestTokens.trustedBy(tokens);
    }

    /** A project that no other test uses. */
    protected static String newProject() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    protected static RequestSpecification as(String token) {
        return given().header("X-Auth-Token", token).accept("application/json");
    }

    protected static RequestSpecification member(String project) {
        return as(TestTokens.member(project));
    }

    protected static RequestSpecification admin() {
        return as(TestTokens.admin());
    }

    /** A queued raw image of the project. */
    protected static String newImage(String project) {
        return newImage(project, "{\"name\": \"tiny\", \"disk_format\": \"raw\", \"container_format\": \"bare\"}");
    }

    protected static String newImage(String project, String document) {
        return member(project)
                .contentType("application/json")
                .body(document)
                .post("/v2/images")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    protected static void upload(String project, String image, byte[] bytes) {
        member(project)
                .contentType("application/octet-stream")
                .body(bytes)
                .put("/v2/images/" + image + "/file")
                .then()
                .statusCode(204);
    }

    /** An active image of the project. */
    protected static String newActiveImage(String project, byte[] bytes) {
        String image = newImage(project);
        upload(project, image, bytes);
        return image;
    }

    /** Changes in the form of a JSON patch. */
    protected static ValidatableResponse patch(RequestSpecification as, String image, String changes) {
        return patch(as, image, "application/openstack-images-v2.1-json-patch", changes);
    }

    protected static ValidatableResponse patch(RequestSpecification as, String image, String type, String changes) {
        return as.contentType(type)
                .body(changes.getBytes(StandardCharsets.UTF_8))
                .patch("/v2/images/" + image)
                .then();
    }

    protected static String status(String project, String image) {
        return member(project).get("/v2/images/" + image).path("status");
    }
}
