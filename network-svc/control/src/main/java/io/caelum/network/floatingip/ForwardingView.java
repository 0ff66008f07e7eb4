package io.caelum.network.floatingip;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Single ports are shown as such and as a range. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
record ForwardingView(
        UUID id,
        UUID internalPortId,
        String internalIpAddress,
        String protocol,
        @Nullable Integer externalPort,
        String externalPortRange,
        @Nullable Integer internalPort,
        String internalPortRange,
        String description) {

    /** As it stands in its floating address. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(SnakeCaseStrategy.class)
    record InAddress(
            String internalIpAddress,
            String protocol,
            @Nullable Integer externalPort,
            String externalPortRange,
            @Nullable Integer internalPort,
            String internalPortRange) {

        static InAddress of(PortForwarding row) {
            ForwardingView view = ForwardingView.of(row);
            return new InAddress(
                    view.internalIpAddress,
                    view.protocol,
                    view.externalPort,
                    view.externalPortRange,
                    view.internalPort,
                    view.internalPortRange);
        }
    }

    static ForwardingView of(PortForwarding row) {
        boolean single = row.externalPortFirst == row.externalPortLast;
        return new ForwardingView(
                row.id,
                row.internalPortId,
                row.internalIpAddress,
                row.protocol,
                single ? row.externalPortFirst : null,
                row.externalPortFirst + ":" + row.externalPortLast,
                single ? row.internalPortFirst : null,
                row.internalPortFirst + ":" + row.internalPortLast,
                row.description);
    }
}
