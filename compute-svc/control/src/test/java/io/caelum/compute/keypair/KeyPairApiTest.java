package io.caelum.compute.keypair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
class KeyPairApiTest {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl user@host";

    @Inject
    Cloud cloud;

    private final ComputeApi api = ComputeApi.member("alpha");

    @BeforeEach
    void empty() {
        cloud.withHosts("host-1");
    }

    @Test
    void anImportedKeyReachesTheServer() {
        api.post("/os-keypairs", Map.of("keypair", Map.of("name", "k", "public_key", KEY)))
                .then()
                .statusCode(201)
                .body("keypair.fingerprint", equalTo("65:96:2d:fc:e8:d5:a9:11:64:0c:0f:ea:00:6e:5b:bd"))
                .body("keypair.type", equalTo("ssh"))
                .body("keypair", not(hasKey("private_key")));

        String id = api.post(
                        "/servers",
                        Map.of(
                                "server",
                                Map.of(
                                        "name", "s",
                                        "imageRef", cloud.image.toString(),
                                        "flavorRef", "1",
                                        "networks", "none",
                                        "key_name", "k")))
                .then()
                .statusCode(202)
                .extract()
                .path("server.id");

        assertThat(api.awaitStatus(id, "ACTIVE").getString("server.key_name")).isEqualTo("k");
    }

    @Test
    void aKeyIsGeneratedWhereNoneIsGiven() {
        api.at("2.1")
                .post("/os-keypairs", Map.of("keypair", Map.of("name", "k")))
                .then()
                .statusCode(200)
                .body("keypair.private_key", startsWith("-----BEGIN RSA PRIVATE KEY-----"))
                .body("keypair", not(hasKey("type")));

        api.get("/os-keypairs").then().statusCode(200).body("keypairs[0].keypair.name", equalTo("k"));
        api.get("/os-keypairs/k").then().statusCode(200).body("keypair.deleted", equalTo(false));
        api.delete("/os-keypairs/k").then().statusCode(204);
        api.delete("/os-keypairs/k").then().statusCode(404);
    }

    @Test
    void keysBelongToUsersAndAdministratorsReachThem() {
        api.post("/os-keypairs", Map.of("keypair", Map.of("name", "k", "public_key", KEY)));

        assertThat(ComputeApi.member("beta").get("/os-keypairs/k").statusCode()).isEqualTo(404);
        assertThat(ComputeApi.member("beta")
                        .get("/os-keypairs?user_id=user-of-alpha")
                        .statusCode())
                .isEqualTo(403);
        assertThat(ComputeApi.admin()
                        .get("/os-keypairs?user_id=user-of-alpha")
                        .jsonPath()
                        .getList("keypairs.keypair.name"))
                .isEqualTo(List.of("k"));
    }

    @Test
    void badKeysAreRefused() {
        api.post("/os-keypairs", Map.of("keypair", Map.of("name", "k", "public_key", KEY)));

        api.post("/os-keypairs", Map.of("keypair", Map.of("name", "k", "public_key", KEY)))
                .then()
                .statusCode(409);
        for (Map<String, String> bad : List.of(
                Map.of("name", "", "public_key", KEY),
                Map.of("name", "a/b", "public_key", KEY),
                Map.of("name", "x".repeat(256), "public_key", KEY),
                Map.of("name", "j", "public_key", "ssh-rsa JUNK"),
                Map.of("name", "j", "public_key", ""),
                Map.of("name", "j", "colour", "blue"))) {
            assertThat(api.post("/os-keypairs", Map.of("keypair", bad)).statusCode())
                    .as(bad.toString())
                    .isEqualTo(400);
        }
    }
}
