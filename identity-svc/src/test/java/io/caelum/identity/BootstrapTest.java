package io.caelum.identity;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BootstrapTest extends IdentityServiceTest {

    @Test
    void aNewCloudHasItsFirstUsersProjectsAndRoles() {
        admin().get("/v3/users").then().body("users.name", hasItems("admin", "demo", "glance", "nova", "neutron"));
        admin().get("/v3/projects").then().body("projects.name", hasItems("admin", "demo", "service"));
        admin().get("/v3/roles").then().body("roles.name", hasItems("admin", "manager", "member", "reader", "service"));
    }

    @Test
    void servicesActInTheirOwnProjectWithTheirOwnRole() {
        logIn(user("nova", "the services' password"), projectNamed("service"))
                .then()
                .statusCode(201)
                .body("token.roles.name", contains("service"));
        admin().get("/v3/services")
                .then()
                .body(
                        "services.findAll { it.name in ['keystone', 'glance', 'nova', 'neutron'] }.type",
                        containsInAnyOrder("identity", "image", "compute", "network"));
    }
}
