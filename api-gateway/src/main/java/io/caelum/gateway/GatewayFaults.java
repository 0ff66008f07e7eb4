package io.caelum.gateway;

import io.caelum.gateway.edge.EdgeFault;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.fault.FaultDialect;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The gateway's own pages fail in the same words as its door. */
@Singleton
class GatewayFaults implements FaultDialect {

    @Override
    public Response render(Fault fault) {
        return Response.status(fault.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(EdgeFault.body(fault.status(), fault.kind().title(), fault.getMessage())
                        .encode())
                .build();
    }
}
