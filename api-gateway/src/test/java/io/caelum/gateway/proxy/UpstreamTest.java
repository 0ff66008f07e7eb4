package io.caelum.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpstreamTest {

    private final Map<String, List<String>> names = new HashMap<>();
    private final Addresses addresses = new Addresses(this::byName);

    @Test
    void instancesBehindOneNameTakeTurns() {
        names.put("compute", List.of("10.0.0.3", "10.0.0.2"));
        var upstream = new Upstream("compute", List.of(URI.create("http://compute:8080")));

        upstream.lookAgain(addresses);

        assertThat(upstream.inTurn()).containsExactly(uri("10.0.0.2"), uri("10.0.0.3"));
        assertThat(upstream.inTurn()).containsExactly(uri("10.0.0.3"), uri("10.0.0.2"));
    }

    @Test
    void instancesThatComeAndGoAreNoticed() {
        names.put("compute", List.of("10.0.0.2", "10.0.0.3"));
        var upstream = new Upstream("compute", List.of(URI.create("http://compute:8080")));
        upstream.lookAgain(addresses);

        names.put("compute", List.of("10.0.0.3", "10.0.0.4"));
        upstream.lookAgain(addresses);

        assertThat(upstream.inTurn()).containsExactlyInAnyOrder(uri("10.0.0.3"), uri("10.0.0.4"));
    }

    @Test
    void aNameThatIsNotKnownIsKeptForLater() {
        var upstream = new Upstream("compute", List.of(URI.create("http://compute:8080")));

        upstream.lookAgain(addresses);

        assertThat(upstream.inTurn()).containsExactly(URI.create("http://compute:8080"));
    }

    @Test
    void anAddressInItsNewFormIsPutInBrackets() {
        names.put("compute", List.of("fd00::2"));

        assertThat(addresses.of(URI.create("http://compute:8080")))
                .containsExactly(URI.create("http://[fd00:0:0:0:0:0:0:2]:8080"));
    }

    @Test
    void aNameThatACertificateIsForStays() {
        names.put("compute", List.of("10.0.0.2"));

        assertThat(addresses.of(URI.create("https://compute"))).containsExactly(URI.create("https://compute"));
    }

    private static URI uri(String address) {
        return URI.create("http://" + address + ":8080");
    }

    private InetAddress[] byName(String host) throws UnknownHostException {
        if (!names.containsKey(host)) {
            throw new UnknownHostException(host);
        }
        var found = new InetAddress[names.get(host).size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = InetAddress.getByName(names.get(host).get(i));
        }
        return found;
    }
}
