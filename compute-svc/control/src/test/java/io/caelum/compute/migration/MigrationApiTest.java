package io.caelum.compute.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.compute.server.resize.Journeys;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
class MigrationApiTest {

    @Inject
    Cloud cloud;

    private final ComputeApi api = ComputeApi.member("alpha");
    private final ComputeApi admin = ComputeApi.admin();
    private Journeys journeys;
    private String id;

    @BeforeEach
    void aServerThatWasResizedAndThenMigrated() {
        journeys = new Journeys(cloud);
        journeys.hosts("host-1", "host-2");
        id = journeys.boot();
        journeys.resize(id, "2").then().statusCode(202);
        journeys.awaitSettled(id, "VERIFY_RESIZE");
        journeys.act(id, "confirmResize").then().statusCode(204);
        journeys.awaitSettled(id, "ACTIVE");
        journeys.actAsAdmin(id, "migrate", null).then().statusCode(202);
        journeys.awaitSettled(id, "VERIFY_RESIZE");
    }

    @Test
    void migrationsAreListedTheNewestFirst() {
        admin.get("/os-migrations")
                .then()
                .statusCode(200)
                .body("migrations.migration_type", contains("migration", "resize"))
                .body("migrations.status", contains("finished", "confirmed"))
                .body("migrations.instance_uuid", contains(id, id))
                .body("migrations.source_compute", contains("host-2", "host-1"))
                .body("migrations.dest_compute", contains("host-1", "host-2"))
                .body("migrations[1].old_instance_type_id", equalTo(1))
                .body("migrations[1].new_instance_type_id", equalTo(2))
                .body("migrations[1].uuid", notNullValue());
    }

    @Test
    void olderClientsSeeWhatTheyKnow() {
        admin.at("2.22")
                .get("/os-migrations")
                .then()
                .statusCode(200)
                .body("migrations[0].migration_type", nullValue())
                .body("migrations[0].uuid", nullValue())
                .body("migrations[0].source_node", equalTo("host-2"));
    }

    @Test
    void theListCanBeNarrowed() {
        admin.get("/os-migrations?status=confirmed").then().body("migrations", hasSize(1));
        admin.get("/os-migrations?migration_type=resize").then().body("migrations", hasSize(1));
        admin.get("/os-migrations?source_compute=host-1").then().body("migrations", hasSize(1));
        admin.get("/os-migrations?host=host-1").then().body("migrations", hasSize(2));
        admin.get("/os-migrations?instance_uuid=" + id).then().body("migrations", hasSize(2));
        admin.get("/os-migrations?instance_uuid=me").then().statusCode(400);
    }

    @Test
    void theListHasPages() {
        var first = admin.get("/os-migrations?limit=1")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String next = first.getString("migrations_links[0].href");
        String marker = first.getString("migrations[0].uuid");

        assertThat(next).contains("limit=1", "marker=" + marker);
        admin.get("/os-migrations?limit=1&marker=" + marker)
                .then()
                .body("migrations.migration_type", contains("resize"));
    }

    @Test
    void onlyAdministratorsSeeThem() {
        api.get("/os-migrations").then().statusCode(403);
    }
}
