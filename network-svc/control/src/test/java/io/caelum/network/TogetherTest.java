package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many who want the same thing at the same moment. */
@QuarkusTest
class TogetherTest extends ServiceTest {

    private final Api admin = Api.admin();

    @Test
    void noAddressIsGivenTwiceAndNoneIsLeftOver() throws Exception {
        Api api = Api.ofNewProject();
        String network = api.network();
        api.subnet(network, "10.0.0.0/27");
        var answers = together(45, () -> api.post("/ports", Map.of("port", Map.of("network_id", network))));

        assertThat(bodies(answers, 201, "port.fixed_ips[0].ip_address"))
                .hasSize(29)
                .doesNotHaveDuplicates();
        assertThat(bodies(answers, 409, "NeutronError.type")).hasSize(16).containsOnly("IpAddressGenerationFailure");
    }

    @Test
    void oneOfManyGetsTheAddressThatAllAskFor() throws Exception {
        Api api = Api.ofNewProject();
        String network = api.networkWithSubnet();
        var wanted = Map.of("network_id", network, "fixed_ips", List.of(Map.of("ip_address", "10.0.0.9")));
        var answers = together(12, () -> api.post("/ports", Map.of("port", wanted)));
        assertThat(bodies(answers, 201, "port.id")).hasSize(1);
        assertThat(bodies(answers, 409, "NeutronError.type")).hasSize(11).containsOnly("IpAddressAlreadyAllocated");
    }

    @Test
    void noSegmentIsGivenTwiceAndNoneIsLeftOver() throws Exception {
        var wanted = Map.of("provider:network_type", "vlan", "provider:physical_network", "physnet1");
        admin.put("/quotas/admin", Map.of("quota", Map.of("network", -1))).statusCode(200);
        var answers = together(120, () -> admin.post("/networks", Map.of("network", wanted)));
        assertThat(bodies(answers, 201, "network.'provider:segmentation_id'"))
                .hasSize(100)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat((Integer) id).isBetween(100, 199));
        assertThat(bodies(answers, 409, "NeutronError.type")).hasSize(20).containsOnly("NoNetworkAvailable");
    }

    @Test
    void oneOfManyGetsTheSegmentThatAllAskFor() throws Exception {
        var wanted = Map.of(
                "provider:network_type",
                "vlan",
                "provider:physical_network",
                "physnet2",
                "provider:segmentation_id",
                99);
        var answers = together(12, () -> admin.post("/networks", Map.of("network", wanted)));
        assertThat(bodies(answers, 201, "network.id")).hasSize(1);
        assertThat(bodies(answers, 409, "NeutronError.type")).hasSize(11).containsOnly("VlanIdInUse");
    }

    @Test
    void oneOfManyOverlappingSubnetsIsMade() throws Exception {
        Api api = Api.ofNewProject();
        var wanted = Map.of("network_id", api.network(), "cidr", "10.0.0.0/24");
        var answers = together(12, () -> api.post("/subnets", Map.of("subnet", wanted)));
        assertThat(bodies(answers, 201, "subnet.id")).hasSize(1);
        assertThat(bodies(answers, 400, "NeutronError.type")).hasSize(11);
    }

    @Test
    void aQuotaHoldsWhoeverIsFaster() throws Exception {
        String project = UUID.randomUUID().toString().replace("-", "");
        Api api = Api.member(project);
        String network = api.networkWithSubnet();
        admin.put("/quotas/" + project, Map.of("quota", Map.of("port", 10))).statusCode(200);
        var answers = together(200, () -> api.post("/ports", Map.of("port", Map.of("network_id", network))));

        assertThat(bodies(answers, 201, "port.id")).hasSize(10);
        assertThat(bodies(answers, 409, "NeutronError.message"))
                .hasSize(190)
                .containsOnly("Quota exceeded for resources: ['port'].");
        assertThat(api.ids("/ports", "ports")).hasSize(10);
        api.get("/quotas/" + project + "/details")
                .statusCode(200)
                .body("quota.port.used", org.hamcrest.Matchers.equalTo(10))
                .body("quota.port.limit", org.hamcrest.Matchers.equalTo(10));
    }

    @Test
    void oneOfManyFloatingAddressesLeadsToAPort() throws Exception {
        String external = External.network(admin);
        Api api = Api.ofNewProject();
        String network = api.network();
        Routers.add(api, Routers.withGateway(api, external), api.subnet(network, "10.0.0.0/24"))
                .statusCode(200);
        String port = api.port(network).getString("id");
        var wanted = Map.of("floatingip", Map.of("floating_network_id", external, "port_id", port));
        var answers = together(12, () -> api.post("/floatingips", wanted));
        assertThat(bodies(answers, 201, "floatingip.id")).hasSize(1);
        assertThat(bodies(answers, 409, "NeutronError.type"))
                .hasSize(11)
                .containsOnly("FloatingIPPortAlreadyAssociated");
    }

    @Test
    void oneOfManyOverlappingInterfacesIsMade() throws Exception {
        Api api = Api.ofNewProject();
        String router = Routers.bare(api);
        var subnets = new ConcurrentLinkedQueue<String>();
        for (int i = 0; i < 6; i++) {
            subnets.add(api.subnet(api.network(), "10.0.0.0/24"));
        }
        var answers = together(6, () -> Routers.add(api, router, subnets.remove()));
        assertThat(bodies(answers, 200, "port_id")).hasSize(1);
        assertThat(bodies(answers, 400, "NeutronError.type")).hasSize(5);
    }

    @Test
    void aProjectHasOneDefaultGroupHoweverManyNeedItFirst() throws Exception {
        Api api = Api.ofNewProject();
        together(12, () -> api.get("/security-groups"));
        assertThat(api.ids("/security-groups", "security_groups")).hasSize(1);
    }

    private static List<ValidatableResponse> together(int count, Callable<ValidatableResponse> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(24)) {
            var answers = new ArrayList<ValidatableResponse>();
            for (Future<ValidatableResponse> future : threads.invokeAll(java.util.Collections.nCopies(count, call))) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    private static List<Object> bodies(List<ValidatableResponse> answers, int status, String path) {
        return answers.stream()
                .map(ValidatableResponse::extract)
                .filter(answer -> answer.statusCode() == status)
                .map(answer -> answer.<Object>path(path))
                .toList();
    }
}
