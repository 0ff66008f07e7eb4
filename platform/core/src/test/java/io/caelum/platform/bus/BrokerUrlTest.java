package io.caelum.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BrokerUrlTest {

    @Test
    void allPartsOfTheUrlAreRead() {
        var url = BrokerUrl.parse(
                "rabbit://nova:p%40ss%2Fw%3Ard+@one:5673,other:secret@two/cell%201?rabbit_quorum_queue=true");

        assertThat(url.virtualHost()).isEqualTo("cell 1");
        assertThat(url.nodes())
                .containsExactly(
                        new BrokerUrl.Node("one", 5673, "nova", "p@ss/w:rd+"),
                        new BrokerUrl.Node("two", 5672, "other", "secret"));
        assertThat(url.options()).containsEntry("rabbit_quorum_queue", "true");
    }

    @Test
    void aLoginHoldsForTheHostsAfterIt() {
        assertThat(BrokerUrl.parse("rabbit://u:p@one,two/").nodes())
                .extracting(BrokerUrl.Node::user)
                .containsExactly("u", "u");
    }

    @Test
    void noPathAndASlashAreTheDefaultVirtualHost() {
        assertThat(BrokerUrl.parse("rabbit://h").virtualHost()).isEqualTo("/");
        assertThat(BrokerUrl.parse("rabbit://h/").virtualHost()).isEqualTo("/");
        assertThat(BrokerUrl.parse("rabbit://h//").virtualHost()).isEqualTo("/");
        assertThat(BrokerUrl.parse("rabbit://h/nova").virtualHost()).isEqualTo("nova");
    }

    @Test
    void addressesOfVersionSixStandInBrackets() {
        assertThat(BrokerUrl.parse("rabbit://u:p@[::1]:5673/").nodes())
                .containsExactly(new BrokerUrl.Node("::1", 5673, "u", "p"));
    }

    @Test
    void theTextForLogsHoldsNoPassword() {
        assertThat(BrokerUrl.parse("rabbit://u:geheim@one:1,two:2/v")).hasToString("one:1,two:2 vhost v");
    }

    @Test
    void somethingElseIsRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> BrokerUrl.parse("http://u:geheim@one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> BrokerUrl.parse("rabbit://u:geheim@one:x/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void optionsOfTheUrlSetTheQueueFlags() {
        assertThat(BusSettings.of("rabbit://h/", "s", "h").durable()).isFalse();
        assertThat(BusSettings.of("rabbit://h/?amqp_durable_queues=True", "s", "h")
                        .durable())
                .isTrue();
        var quorum = BusSettings.of("rabbit://h/?rabbit_quorum_queue=true&amqp_auto_delete=1", "s", "h");
        assertThat(quorum.durable()).isTrue();
        assertThat(quorum.quorum()).isTrue();
        assertThat(quorum.autoDelete()).isTrue();
    }
}
