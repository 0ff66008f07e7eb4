package io.caelum.compute.server.order;

import io.caelum.platform.contract.compute.OrderReport;
import io.caelum.platform.data.Tx;
import io.caelum.platform.workflow.Workflows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What hosts tell those who have given them an order. Each may come twice, early or too late. */
@ApplicationScoped
public class OrderSignals {

    /** The workflows that give orders; at most one of them is under way for a server. */
    public static final List<String> KINDS = List.of(
            "change-power",
            "snapshot-server",
            "rebuild-server",
            "resize-server",
            "confirm-resize",
            "revert-resize",
            "live-migrate-server",
            "attach-interface",
            "detach-interface");

    static final String ENDED = "order-ended";
    static final String HOST_DOWN = "host-down";
    static final String REMINDED = "reminded";

    private final Workflows workflows;

    OrderSignals(Workflows workflows) {
        this.workflows = workflows;
    }

    record HostDown(String host) {}

    /** @return whether somebody was there to hear it */
    public Uni<Boolean> ended(Tx tx, OrderReport report) {
        return tell(tx, report.serverId(), ENDED, report);
    }

    public Uni<Boolean> hostDown(Tx tx, UUID server, String host) {
        return tell(tx, server, HOST_DOWN, new HostDown(host));
    }

    /** The host is there, and nothing was heard of the order for a while: it may have been lost. */
    public Uni<Boolean> remind(Tx tx, UUID server) {
        return tell(tx, server, REMINDED, null);
    }

    private Uni<Boolean> tell(Tx tx, UUID server, String name, Object payload) {
        Uni<Boolean> heard = Uni.createFrom().item(false);
        for (String kind : KINDS) {
            heard = heard.chain(
                    one -> one ? Uni.createFrom().item(true) : workflows.signal(tx, kind, server, name, payload));
        }
        return heard;
    }
}
