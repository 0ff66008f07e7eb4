package io.caelum.platform.bus;

/**
 * How this process uses the broker. The queue flags must be the same in all peers on one virtual host, Python ones
 * included, since the broker refuses a second declaration that differs.
 *
 * @param service name of this process in connection names, e.g. {@code compute-control}
 * @param host name of this host
 * @param durable topic, server and notification queues and the control exchanges survive a broker restart
 * @param quorum those queues are replicated quorum queues (and durable)
 * @param autoDelete those queues go with their last consumer
 */
public record BusSettings(
        BrokerUrl url, String service, String host, boolean durable, boolean quorum, boolean autoDelete) {

    /** The settings that the URL's own options give: {@code amqp_durable_queues}, {@code rabbit_quorum_queue}, ... */
    public static BusSettings of(String url, String service, String host) {
        return of(url, service, host, false, false);
    }

    /** As the other one; options in the URL win over the flags. */
    public static BusSettings of(String url, String service, String host, boolean durable, boolean quorum) {
        BrokerUrl broker = BrokerUrl.parse(url);
        boolean quorumQueues = broker.flag("rabbit_quorum_queue", quorum);
        boolean durableQueues = broker.flag("amqp_durable_queues", durable) || quorumQueues;
        return new BusSettings(
                broker, service, host, durableQueues, quorumQueues, broker.flag("amqp_auto_delete", false));
    }
}
