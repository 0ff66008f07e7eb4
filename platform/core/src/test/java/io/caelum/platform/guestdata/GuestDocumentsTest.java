package io.caelum.platform.guestdata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.platform.contract.compute.ServerMetadata;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GuestDocumentsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final UUID SERVER = UUID.fromString("7e2c4ba0-57a0-4c1f-9c0b-0d5a8c9d2f10");
    private static final UUID PORT = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final UUID NETWORK = UUID.fromString("99999999-2222-3333-4444-555555555555");

    @Test
    void metaDataTellsWhoTheServerIs() throws IOException {
        JsonNode document = json(documents(server("aGVsbG8="), nic(true)), "openstack/latest/meta_data.json");
        assertThat(document.get("uuid").asText()).isEqualTo(SERVER.toString());
        assertThat(document.get("hostname").asText()).isEqualTo("web");
        assertThat(document.get("name").asText()).isEqualTo("Web 1");
        assertThat(document.get("launch_index").asInt()).isEqualTo(2);
        assertThat(document.get("meta").get("role").asText()).isEqualTo("front \"x\"\n");
        assertThat(document.get("public_keys").get("mine").asText()).isEqualTo("ssh-ed25519 AAAA me");
        assertThat(document.get("keys").get(0).get("data").asText()).isEqualTo("ssh-ed25519 AAAA me");
        assertThat(Base64.getDecoder().decode(document.get("random_seed").asText()))
                .hasSize(512);
    }

    @Test
    void userDataIsGivenAsItWasBeforeItWasEncoded() {
        Map<String, byte[]> documents = documents(server("aGVs\nbG8="), nic(true));
        assertThat(documents.get("openstack/latest/user_data")).isEqualTo("hello".getBytes(UTF_8));
        assertThat(documents.get("ec2/latest/user-data")).isEqualTo("hello".getBytes(UTF_8));
        assertThat(documents(server(null), nic(true)))
                .doesNotContainKeys("openstack/latest/user_data", "ec2/latest/user-data");
    }

    @Test
    void aVersionHasTheDocumentsOfItsTime() {
        Map<String, byte[]> documents = documents(server(null), nic(true));
        assertThat(documents)
                .containsKeys("openstack/2012-08-10/meta_data.json", "openstack/2018-08-27/network_data.json")
                .doesNotContainKeys("openstack/2012-08-10/network_data.json", "openstack/2013-04-04/vendor_data.json");
    }

    @Test
    void anAddressThatCanBeAskedForIsNotTold() throws IOException {
        JsonNode document = json(documents(server(null), nic(true)), "openstack/latest/network_data.json");
        assertThat(document.get("links").get(0).get("id").asText()).isEqualTo("tap11111111-22");
        assertThat(document.get("links").get(0).get("mtu").asInt()).isEqualTo(1450);
        JsonNode network = document.get("networks").get(0);
        assertThat(network.get("type").asText()).isEqualTo("ipv4_dhcp");
        assertThat(network.get("link").asText()).isEqualTo("tap11111111-22");
        assertThat(network.has("ip_address")).isFalse();
        assertThat(document.get("services").get(0).get("address").asText()).isEqualTo("9.9.9.9");
    }

    @Test
    void withoutDhcpAnAddressIsToldWithItsRoutes() throws IOException {
        JsonNode network = json(documents(server(null), nic(false)), "openstack/latest/network_data.json")
                .get("networks")
                .get(0);
        assertThat(network.get("type").asText()).isEqualTo("ipv4");
        assertThat(network.get("ip_address").asText()).isEqualTo("10.0.0.5");
        assertThat(network.get("netmask").asText()).isEqualTo("255.255.255.0");
        assertThat(network.get("routes").get(0).get("gateway").asText()).isEqualTo("10.0.0.1");
        assertThat(network.get("routes").get(1).get("network").asText()).isEqualTo("10.9.0.0");
        assertThat(network.get("routes").get(1).get("netmask").asText()).isEqualTo("255.255.0.0");
    }

    @Test
    void anIpv6NetworkNamesHowItsAddressesAreMade() throws IOException {
        var address = new Nic.Address(
                "fd00::5", "fd00::/64", Optional.of("fd00::1"), true, Optional.of("slaac"), List.of(), List.of());
        var nic = new Nic(PORT, NETWORK, "fa:16:3e:00:00:01", 1450, List.of(address));
        JsonNode network = json(documents(server(null), nic), "openstack/latest/network_data.json")
                .get("networks")
                .get(0);
        assertThat(network.get("type").asText()).isEqualTo("ipv6_slaac");
        assertThat(network.get("netmask").asText()).isEqualTo("ffff:ffff:ffff:ffff:0:0:0:0");
    }

    @Test
    void theEc2TreeIsWalkedLikeFolders() {
        Ec2Tree tree = Ec2Tree.of(server("aGVsbG8="), List.of(nic(true)));
        assertThat(text(tree, "")).isEqualTo("meta-data/\nuser-data");
        assertThat(text(tree, "user-data")).isEqualTo("hello");
        assertThat(text(tree, "meta-data/")).contains("instance-id\n", "placement/\n", "public-keys/");
        assertThat(text(tree, "meta-data/instance-id")).isEqualTo("i-7e2c4ba057a04c1f9");
        assertThat(text(tree, "meta-data/local-ipv4")).isEqualTo("10.0.0.5");
        assertThat(text(tree, "meta-data/placement/availability-zone")).isEqualTo("nova");
        assertThat(text(tree, "meta-data/public-keys/")).isEqualTo("0=mine");
        assertThat(text(tree, "meta-data/public-keys/0/openssh-key")).isEqualTo("ssh-ed25519 AAAA me");
        assertThat(tree.at("meta-data/nothing")).isEmpty();
        assertThat(tree.at("meta-data/hostname/below")).isEmpty();
        assertThat(Ec2Tree.of(server(null), List.of()).at("user-data")).isEmpty();
    }

    private static String text(Ec2Tree tree, String path) {
        return new String(tree.at(path).orElseThrow(), UTF_8);
    }

    private static Map<String, byte[]> documents(ServerMetadata server, Nic nic) {
        return GuestDocuments.of(server, List.of(nic));
    }

    private static JsonNode json(Map<String, byte[]> documents, String path) throws IOException {
        return MAPPER.readTree(documents.get(path));
    }

    private static ServerMetadata server(String userData) {
        return new ServerMetadata(
                SERVER,
                "Web 1",
                "web",
                "p1",
                "nova",
                "m1.small",
                2,
                Map.of("role", "front \"x\"\n"),
                Map.of("mine", "ssh-ed25519 AAAA me"),
                Optional.ofNullable(userData));
    }

    private static Nic nic(boolean dhcp) {
        return new Nic(
                PORT,
                NETWORK,
                "fa:16:3e:00:00:01",
                1450,
                List.of(new Nic.Address(
                        "10.0.0.5",
                        "10.0.0.0/24",
                        Optional.of("10.0.0.1"),
                        dhcp,
                        Optional.empty(),
                        List.of("9.9.9.9"),
                        List.of(new Nic.Route("10.9.0.0/16", "10.0.0.9")))));
    }
}
