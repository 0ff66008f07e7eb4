package io.caelum.image.image;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.caelum.image.ImageServiceTest;
import io.caelum.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ImageApiTest extends ImageServiceTest {

    private final String project = newProject();

    @Test
    void anImageIsCreatedQueuedAndSharedWithItsProperties() {
        member(project)
                .contentType("application/json")
                .body("""
                        {"name": "tiny", "disk_format": "qcow2", "container_format": "bare", "min_disk": 1,
                         "tags": ["b", "a", "b"], "hw_disk_bus": "virtio"}""")
                .post("/v2/images")
                .then()
                .statusCode(201)
                .header("Location", containsString("/v2/images/"))
                .header("OpenStack-image-import-methods", equalTo(""))
                .header("x-openstack-request-id", startsWith("req-"))
                .body("status", equalTo("queued"))
                .body("visibility", equalTo("shared"))
                .body("owner", equalTo(project))
                .body("tags", equalTo(List.of("a", "b")))
                .body("hw_disk_bus", equalTo("virtio"))
                .body("size", equalTo(null));
    }

    @Test
    void anIdIsGivenOnceForEver() {
        String id = UUID.randomUUID().toString();
        newImage(project, "{\"id\": \"" + id + "\"}");
        member(project).delete("/v2/images/" + id).then().statusCode(204);

        member(project)
                .contentType("application/json")
                .body("{\"id\": \"" + id + "\"}")
                .post("/v2/images")
                .then()
                .statusCode(409)
                .body("message", containsString(id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"min_disk\": \"1\"}               | 400 | min_disk",
                "{\"min_ram\": -1}                   | 400 | min_ram",
                "{\"name\": 7}                       | 400 | name",
                "{\"disk_format\": \"wrong\"}        | 400 | disk_format",
                "{\"container_format\": \"wrong\"}   | 400 | container_format",
                "{\"visibility\": \"secret\"}        | 400 | visibility",
                "{\"protected\": \"yes\"}            | 400 | protected",
                "{\"tags\": \"a\"}                   | 400 | tags",
                "{\"colour\": 7}                     | 400 | colour",
                "{\"colour\": null}                  | 400 | colour",
                "{\"kernel_id\": \"no uuid\"}        | 400 | kernel_id",
                "{\"id\": \"no uuid\"}               | 400 | id",
                "[]                                  | 400 | object",
                "{\"name\":                          | 400 | JSON",
                "{\"status\": \"active\"}            | 403 | status",
                "{\"size\": 7}                       | 403 | size",
                "{\"self\": \"x\"}                   | 403 | self",
                "{\"deleted\": \"x\"}                | 403 | deleted",
                "{\"os_glance_x\": \"x\"}            | 403 | os_glance_x",
                "{\"locations\": []}                 | 403 | locations",
                "{\"visibility\": \"public\"}        | 403 | publicize_image",
                "{\"owner\": \"somebody\"}           | 403 | owner"
            })
    void aDocumentThatIsNotAllowedIsRefusedNamingTheField(String document, int status, String saying) {
        member(project)
                .contentType("application/json")
                .body(document)
                .post("/v2/images")
                .then()
                .statusCode(status)
                .body("message", containsString(saying));
    }

    @Test
    void tooManyPropertiesAreTooLarge() {
        var document = new StringBuilder("{\"p0\": \"x\"");
        for (int i = 1; i <= 128; i++) {
            document.append(", \"p").append(i).append("\": \"x\"");
        }

        member(project)
                .contentType("application/json")
                .body(document.append('}').toString())
                .post("/v2/images")
                .then()
                .statusCode(413);
    }

    @Test
    void readersMayLookButNotMake() {
        newImage(project);

        as(TestTokens.reader(project)).get("/v2/images").then().statusCode(200).body("images.size()", equalTo(1));
        as(TestTokens.reader(project))
                .contentType("application/json")
                .body("{}")
                .post("/v2/images")
                .then()
                .statusCode(403);
    }

    @Test
    void imagesOfOtherProjectsAreNotFoundUntilTheyArePublic() {
        String image = newImage(project);
        String other = newProject();

        member(other).get("/v2/images/" + image).then().statusCode(404);
        member(other).delete("/v2/images/" + image).then().statusCode(404);
        publish(image);
        member(other).get("/v2/images/" + image).then().statusCode(200);
        member(other).delete("/v2/images/" + image).then().statusCode(403);
        patch(member(other), image, "[{\"op\": \"replace\", \"path\": \"/name\", \"value\": \"mine\"}]")
                .statusCode(403);
    }

    @Test
    void patchAnswersTheChangedImage() {
        String image = newImage(project);

        patch(member(project), image, """
                [{"op": "replace", "path": "/name", "value": "new"}, {"op": "add", "path": "/colour", "value": "blue"},
                 {"op": "replace", "path": "/protected", "value": true}]""")
                .statusCode(200)
                .body("name", equalTo("new"))
                .body("colour", equalTo("blue"))
                .body("protected", equalTo(true));
        member(project).get("/v2/images/" + image).then().body("colour", equalTo("blue"));
        member(project).delete("/v2/images/" + image).then().statusCode(403);
    }

    @Test
    void patchWantsItsOwnMediaType() {
        String image = newImage(project);

        patch(member(project), image, "application/json", "[]").statusCode(415);
        patch(
                        member(project),
                        image,
                        "application/openstack-images-v2.0-json-patch",
                        "[{\"replace\": \"/name\", \"value\": \"old form\"}]")
                .statusCode(200)
                .body("name", equalTo("old form"));
    }

    @Test
    void formatsOfAnActiveImageStay() {
        String image = newActiveImage(project, new byte[] {1, 2, 3});

        patch(member(project), image, "[{\"op\": \"replace\", \"path\": \"/disk_format\", \"value\": \"qcow2\"}]")
                .statusCode(403);
    }

    @Test
    void aDeletedImageIsGone() {
        String image = newActiveImage(project, new byte[] {1, 2, 3});

        member(project).delete("/v2/images/" + image).then().statusCode(204);
        member(project).get("/v2/images/" + image).then().statusCode(404);
        member(project).delete("/v2/images/" + image).then().statusCode(404);
        member(project).get("/v2/images/" + image + "/file").then().statusCode(404);
    }

    @Test
    void tagsAreAddedOnceAndRemovedOnce() {
        String image = newImage(project);

        member(project).put("/v2/images/" + image + "/tags/blue").then().statusCode(204);
        member(project).put("/v2/images/" + image + "/tags/blue").then().statusCode(204);
        member(project).get("/v2/images/" + image).then().body("tags", equalTo(List.of("blue")));
        member(project).delete("/v2/images/" + image + "/tags/blue").then().statusCode(204);
        member(project).delete("/v2/images/" + image + "/tags/blue").then().statusCode(404);
        member(project)
                .put("/v2/images/" + image + "/tags/" + "x".repeat(256))
                .then()
                .statusCode(400);
        member(project)
                .put("/v2/images/" + UUID.randomUUID() + "/tags/a")
                .then()
                .statusCode(404);
    }

    @Test
    void aDeactivatedImageCannotBeReadByItsOwnerUntilReactivated() {
        String image = newActiveImage(project, new byte[] {1, 2, 3});

        member(project)
                .post("/v2/images/" + image + "/actions/deactivate")
                .then()
                .statusCode(204);
        assertThat(status(project, image)).isEqualTo("deactivated");
        member(project).get("/v2/images/" + image + "/file").then().statusCode(403);
        admin().get("/v2/images/" + image + "/file").then().statusCode(200);
        member(project)
                .post("/v2/images/" + image + "/actions/reactivate")
                .then()
                .statusCode(204);
        member(project).get("/v2/images/" + image + "/file").then().statusCode(200);
    }

    @Test
    void onlyActiveImagesCanBeDeactivated() {
        String image = newImage(project);

        member(project)
                .post("/v2/images/" + image + "/actions/deactivate")
                .then()
                .statusCode(403);
    }

    @Test
    void pagesLeadThroughAllImagesOnceInOrder() {
        var names = List.of("a", "b", "c", "d", "e");
        names.forEach(name -> newImage(project, "{\"name\": \"" + name + "\"}"));

        var seen = new ArrayList<String>();
        String next = "/v2/images?limit=2&sort_key=name&sort_dir=asc&owner=" + project;
        while (next != null) {
            var page = member(project).get(next).then().statusCode(200).extract();
            seen.addAll(page.path("images.name"));
            next = page.path("next");
        }

        assertThat(seen).isEqualTo(names);
    }

    @Test
    void imagesWithoutSizeOrNameHaveTheirPlaceInPagesAsWell() {
        newImage(project, "{}");
        newImage(project, "{}");
        newActiveImage(project, new byte[] {1});

        for (String key : List.of("name", "size", "disk_format", "created_at", "updated_at", "status", "id")) {
            var first = member(project)
                    .get("/v2/images?limit=2&sort_key=" + key)
                    .then()
                    .extract();
            var second = member(project).get((String) first.path("next")).then().extract();
            assertThat((List<?>) first.path("images")).as(key).hasSize(2);
            assertThat((List<?>) second.path("images")).as(key).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=one                              | 1",
                "name=in:one,two                       | 2",
                "name=none                             | 0",
                "status=active                         | 1",
                "status=in:active,queued               | 3",
                "disk_format=in:raw,qcow2              | 2",
                "container_format=bare                 | 2",
                "min_ram=64                            | 1",
                "size_min=2&size_max=4                 | 1",
                "size=3                                | 1",
                "protected=true                        | 0",
                "tag=red                               | 2",
                "tag=red&tag=blue                      | 1",
                "colour=green                          | 1",
                "colour=none                           | 0",
                "created_at=gt:2020-01-01T00:00:00Z    | 3",
                "created_at=lt:2020-01-01T00:00:00Z    | 0",
                "updated_at=gte:2020-01-01T00:00:00Z   | 3",
                "checksum=5289df737df57326fcdd22597afb1fac | 1",
                "visibility=private                    | 1",
                "visibility=shared                     | 2",
                "visibility=all                        | 3",
                "os_hidden=true                        | 1",
                "limit=1                               | 1",
                "limit=0                               | 0"
            })
    void aListIsFilteredByWhatTheQuerySays(String query, int count) {
        newImage(project, """
                {"name": "one", "disk_format": "qcow2", "container_format": "bare", "tags": ["red", "blue"],
                 "visibility": "private", "min_ram": 64}""");
        newImage(project, "{\"name\": \"two\", \"tags\": [\"red\"], \"colour\": \"green\"}");
        newImage(project, "{\"name\": \"hidden\", \"os_hidden\": true}");
        upload(project, newImage(project), new byte[] {1, 2, 3});

        member(project)
                .get("/v2/images?owner=" + project + "&" + query)
                .then()
                .statusCode(200)
                .body("images.size()", equalTo(count));
    }

    @Test
    void anUnknownMarkerIsABadRequest() {
        member(project).get("/v2/images?marker=" + UUID.randomUUID()).then().statusCode(400);
        member(project).get("/v2/images?marker=nonsense").then().statusCode(400);
    }

    @Test
    void anAdministratorListsByVisibilityToo() {
        String image = newImage(project, "{\"visibility\": \"private\"}");

        admin().get("/v2/images?limit=1000&visibility=private").then().body("images.id", hasItem(image));
        admin().get("/v2/images?limit=1000&visibility=public").then().body("images.id", not(hasItem(image)));
    }

    @Test
    void communityImagesAreListedOnlyWhenAskedFor() {
        String image = newImage(project, "{\"visibility\": \"community\"}");
        String other = newProject();

        member(other).get("/v2/images?limit=1000").then().body("images.id", not(hasItem(image)));
        member(other).get("/v2/images?limit=1000&visibility=all").then().body("images.id", hasItem(image));
        member(other).get("/v2/images?limit=1000&visibility=community").then().body("images.id", hasItem(image));
        member(other).get("/v2/images/" + image).then().statusCode(200);
    }

    @Test
    void everythingButDiscoveryNeedsAToken() {
        given().accept("application/json")
                .get("/v2/images")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Keystone uri="))
                .body("code", equalTo("401 Unauthorized"));
        as(TestTokens.expired("user", project, "member"))
                .get("/v2/images")
                .then()
                .statusCode(401);
        given().get("/").then().statusCode(300).body("versions[0].status", equalTo("CURRENT"));
        given().header("X-Forwarded-Host", "cloud.example")
                .header("X-Forwarded-Prefix", "/image")
                .get("/versions")
                .then()
                .statusCode(200)
                .body("versions[0].id", equalTo("v2.15"))
                .body("versions[0].links[0].href", equalTo("http://cloud.example/image/v2/"));
    }

    @Test
    void theRootOfTheVersionIsNotFound() {
        member(project).get("/v2").then().statusCode(404);
        member(project).get("/v2/").then().statusCode(404);
        member(project).get("/v2/images/").then().statusCode(404);
        member(project).delete("/v2/images/").then().statusCode(404);
    }

    @Test
    void errorsAreHtmlForThoseWhoDoNotAskForJson() {
        given().header("X-Auth-Token", TestTokens.member(project))
                .get("/v2/images/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("<h1>404 Not Found</h1>"));
    }

    @Test
    void clientsFindSchemasAndInformation() {
        for (String schema : List.of("image", "images", "member", "members")) {
            member(project).get("/v2/schemas/" + schema).then().statusCode(200).body("name", equalTo(schema));
        }
        member(project).get("/v2/schemas/wrong").then().statusCode(404);
        member(project).get("/v2/info/import").then().body("'import-methods'.value", equalTo(List.of()));
        member(project).get("/v2/info/stores").then().body("stores[0].default", equalTo("true"));
        member(project).get("/v2/metadefs/namespaces").then().body("namespaces", equalTo(List.of()));
    }

    @Test
    void whatIsNotThereSaysSo() {
        String image = newImage(project);

        member(project)
                .contentType("application/json")
                .body("{}")
                .post("/v2/images/" + image + "/import")
                .then()
                .statusCode(501)
                .body("message", containsString("not implemented"));
    }

    @Test
    void theSchemaKnowsEveryKeyThatIsShown() {
        String image = newImage(project);
        List<String> known = List.copyOf(member(project)
                .get("/v2/schemas/image")
                .then()
                .extract()
                .<Map<String, Object>>path("properties")
                .keySet());

        member(project)
                .get("/v2/images/" + image)
                .then()
                .body("keySet().findAll { true }", hasItems("id", "self"))
                .body("keySet() - " + asGroovyList(known), equalTo(Set.of()));
    }

    private static String asGroovyList(List<String> keys) {
        return "['" + String.join("','", keys) + "']";
    }

    private static void publish(String image) {
        patch(admin(), image, "[{\"op\": \"replace\", \"path\": \"/visibility\", \"value\": \"public\"}]")
                .statusCode(200);
    }

    @Test
    void aRequestThatIsRepeatedWithItsKeyMakesOneImage() {
        String key = UUID.randomUUID().toString();
        String id =
                repeated(key, "{\"name\": \"once\"}").statusCode(201).extract().path("id");

        repeated(key, "{\"name\": \"once\"}")
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .header("Location", containsString(id))
                .body("id", equalTo(id));
        repeated(key, "{\"name\": \"twice\"}").statusCode(422).body("message", containsString("Idempotency-Key"));
    }

    private ValidatableResponse repeated(String key, String body) {
        return member(project)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/v2/images")
                .then();
    }
}
