package io.caelum.image.member;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.caelum.image.ImageServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MemberApiTest extends ImageServiceTest {

    private final String owner = newProject();
    private final String guest = newProject();
    private final String stranger = newProject();

    @Test
    void aSharedImageIsSeenByItsMembersAloneAndListedOnceAccepted() {
        String image = newImage(owner);
        add(image, guest, 200);

        member(guest).get("/v2/images/" + image).then().statusCode(200);
        member(stranger).get("/v2/images/" + image).then().statusCode(404);
        member(guest).get("/v2/images").then().body("images.id", not(hasItem(image)));
        member(guest).get("/v2/images?member_status=pending").then().body("images.id", hasItem(image));
        answer(guest, image, guest, "accepted", 200);
        member(guest).get("/v2/images").then().body("images.id", hasItem(image));
        member(owner).delete("/v2/images/" + image + "/members/" + guest).then().statusCode(204);
        member(guest).get("/v2/images/" + image).then().statusCode(404);
    }

    @Test
    void membersMayLookButNotChangeTheImage() {
        String image = newImage(owner);
        add(image, guest, 200);

        patch(member(guest), image, "[{\"op\": \"replace\", \"path\": \"/name\", \"value\": \"mine\"}]")
                .statusCode(403);
        member(guest)
                .contentType("application/octet-stream")
                .body(new byte[] {1})
                .put("/v2/images/" + image + "/file")
                .then()
                .statusCode(403);
    }

    @Test
    void onlyTheMemberAnswersForItself() {
        String image = newImage(owner);
        add(image, guest, 200);

        answer(owner, image, guest, "accepted", 403);
        answer(stranger, image, guest, "accepted", 404);
        answer(guest, image, guest, "perhaps", 400);
        answer(guest, image, stranger, "accepted", 404);
    }

    @Test
    void theOwnerSeesAllMembersAndAMemberOnlyItself() {
        String image = newImage(owner);
        String other = newProject();
        add(image, guest, 200);
        add(image, other, 200);

        member(owner)
                .get("/v2/images/" + image + "/members")
                .then()
                .statusCode(200)
                .body("members.member_id", equalTo(List.of(guest, other)))
                .body("members[0].status", equalTo("pending"))
                .body("schema", equalTo("/v2/schemas/members"));
        member(guest).get("/v2/images/" + image + "/members").then().body("members.member_id", equalTo(List.of(guest)));
        member(guest).get("/v2/images/" + image + "/members/" + other).then().statusCode(404);
        member(owner).get("/v2/images/" + image + "/members/" + other).then().statusCode(200);
    }

    @Test
    void aProjectIsAddedOnceAndOnlyByTheOwner() {
        String image = newImage(owner);
        add(image, guest, 200);

        add(image, guest, 409);
        member(guest)
                .contentType("application/json")
                .body("{\"member\": \"" + stranger + "\"}")
                .post("/v2/images/" + image + "/members")
                .then()
                .statusCode(403);
        member(owner)
                .contentType("application/json")
                .body("{}")
                .post("/v2/images/" + image + "/members")
                .then()
                .statusCode(400);
    }

    @Test
    void onlySharedImagesHaveMembers() {
        String image = newImage(owner, "{\"visibility\": \"private\"}");

        add(image, guest, 403);
    }

    private void add(String image, String project, int status) {
        member(owner)
                .contentType("application/json")
                .body("{\"member\": \"" + project + "\"}")
                .post("/v2/images/" + image + "/members")
                .then()
                .statusCode(status);
    }

    private static void answer(String as, String image, String member, String answer, int status) {
        member(as)
                .contentType("application/json")
                .body("{\"status\": \"" + answer + "\"}")
                .put("/v2/images/" + image + "/members/" + member)
                .then()
                .statusCode(status);
    }
}
