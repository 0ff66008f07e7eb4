package io.caelum.platform.bus.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.platform.bus.BrokerUrl;
import org.junit.jupiter.api.Test;

class ChannelConfigTest {

    private static final String CHANNEL = "mp.messaging.outgoing.notifications.";

    @Test
    void hostAndLoginComeFromTheUrlOfTheBus() {
        var properties = ChannelConfig.properties(BrokerUrl.parse("rabbit://nova:p%40ss@broker:5673/cloud"));

        assertThat(properties)
                .containsEntry(CHANNEL + "host", "broker")
                .containsEntry(CHANNEL + "port", "5673")
                .containsEntry(CHANNEL + "username", "nova")
                .containsEntry(CHANNEL + "password", "p@ss")
                .containsEntry(CHANNEL + "virtual-host", "cloud")
                .doesNotContainKey(CHANNEL + "addresses");
    }

    @Test
    void allNodesOfAClusterAreTried() {
        var properties = ChannelConfig.properties(BrokerUrl.parse("rabbit://u:p@one:5672,u:p@two:5672/"));

        assertThat(properties).containsEntry(CHANNEL + "addresses", "one:5672,two:5672");
    }
}
