package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Address pairs, DHCP options, and who may make a port trusted. */
@QuarkusTest
class PortExtrasApiTest extends ServiceTest {

    private final Api api = Api.ofNewProject();
    private String network;

    @BeforeEach
    void aNetwork() {
        network = api.networkWithSubnet();
    }

    private ValidatableResponse create(Map<String, Object> attributes) {
        var wanted = new HashMap<String, Object>(Map.of("network_id", network));
        wanted.putAll(attributes);
        return api.post("/ports", Map.of("port", wanted));
    }

    @Test
    void aPairWithoutMacHasThatOfThePort() {
        var port = create(Map.of("allowed_address_pairs", List.of(Map.of("ip_address", "10.0.0.128/25"))))
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(port.getString("port.allowed_address_pairs[0].mac_address"))
                .isEqualTo(port.getString("port.mac_address"));
        api.put("/ports/" + port.getString("port.id"), Map.of("port", Map.of("allowed_address_pairs", List.of())))
                .statusCode(200)
                .body("port.allowed_address_pairs", hasSize(0));
    }

    @Test
    void badPairsAreRefused() {
        refusedPairs("AddressPairMissingIp", Map.of("mac_address", "fa:16:3e:00:00:01"));
        refusedPairs("InvalidInput", Map.of("ip_address", "10.0.0.300"));
        refusedPairs("InvalidInput", Map.of("ip_address", "10.0.0.3", "mac_address", "x"));
        refusedPairs("HTTPBadRequest", Map.of("ip_address", "10.0.0.3", "bogus", 1));
        refusedPairs(
                "DuplicateAddressPairInRequest", Map.of("ip_address", "10.0.0.3"), Map.of("ip_address", "10.0.0.3"));
        create(Map.of("allowed_address_pairs", Collections.nCopies(11, Map.of("ip_address", "10.0.0.3"))))
                .statusCode(400)
                .body("NeutronError.type", equalTo("AddressPairsExhausted"));
        create(Map.of(
                        "port_security_enabled", false,
                        "security_groups", List.of(),
                        "allowed_address_pairs", List.of(Map.of("ip_address", "10.0.0.3"))))
                .statusCode(409)
                .body("NeutronError.type", equalTo("AddressPairAndPortSecurityRequired"));
        assertThat(api.ids("/ports", "ports")).isEmpty();
    }

    @SafeVarargs
    private void refusedPairs(String type, Map<String, Object>... pairs) {
        create(Map.of("allowed_address_pairs", List.of(pairs)))
                .statusCode(400)
                .body("NeutronError.type", equalTo(type));
    }

    @Test
    void optionsAreSetChangedAndTakenAway() {
        String id = create(Map.of("extra_dhcp_opts", List.of(option("bootfile-name", "a"), option("150", "10.0.0.9"))))
                .statusCode(201)
                .body("port.extra_dhcp_opts", hasSize(2))
                .body("port.extra_dhcp_opts[0].ip_version", equalTo(4))
                .extract()
                .path("port.id");
        var gone = new HashMap<String, Object>();
        gone.put("opt_name", "150");
        gone.put("opt_value", null);
        api.put("/ports/" + id, Map.of("port", Map.of("extra_dhcp_opts", List.of(gone, option("bootfile-name", "b")))))
                .statusCode(200)
                .body("port.extra_dhcp_opts.opt_value", equalTo(List.of("b")));
    }

    private static Map<String, Object> option(String name, String value) {
        return Map.of("opt_name", name, "opt_value", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\u0000b", "a\u0007b", "a\u0085b", "a\u2028b", ""})
    void aValueIsOneLineOfVisibleCharacters(String value) {
        create(Map.of("extra_dhcp_opts", List.of(option("bootfile-name", value))))
                .statusCode(400)
                .body("NeutronError.type", equalTo("InvalidInput"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-option",
                "255",
                "0",
                "bootfile-name\ndhcp-script=/bin/sh",
                "tag:x",
                "bootfile-name,x",
                ""
            })
    void aNameIsOneThatTheServerKnows(String name) {
        create(Map.of("extra_dhcp_opts", List.of(option(name, "x"))))
                .statusCode(400)
                .body("NeutronError.message", not(containsString("\n")));
    }

    @Test
    void aPortInUseDoesNotBecomeTrustedByItsOwner() {
        create(Map.of("device_owner", "network:router_interface")).statusCode(403);
        String id = create(Map.of("device_id", "server-1", "device_owner", "compute:nova"))
                .statusCode(201)
                .extract()
                .path("port.id");
        api.put("/ports/" + id, Map.of("port", Map.of("device_owner", "network:dhcp")))
                .statusCode(403)
                .body("NeutronError.type", equalTo("PolicyNotAuthorized"));
        api.get("/ports/" + id).body("port.device_owner", equalTo("compute:nova"));
        Api.admin()
                .put("/ports/" + id, Map.of("port", Map.of("device_owner", "network:dhcp")))
                .statusCode(200);
    }

    @Test
    void onANetworkOfOthersNobodyTurnsSecurityOff() {
        String shared = Api.admin()
                .create("network", Map.of("name", "shared", "shared", true, "project_id", "owner-of-shared"))
                .getString("id");
        Api.admin().subnet(shared, "10.5.0.0/24");
        create(Map.of("network_id", shared, "port_security_enabled", false)).statusCode(403);
        create(Map.of("network_id", shared, "allowed_address_pairs", List.of(Map.of("ip_address", "0.0.0.0/0"))))
                .statusCode(403);
        String id =
                create(Map.of("network_id", shared)).statusCode(201).extract().path("port.id");
        api.put("/ports/" + id, Map.of("port", Map.of("port_security_enabled", false, "security_groups", List.of())))
                .statusCode(403);
    }
}
