package io.caelum.platform.web.fault;

import io.caelum.platform.fault.Fault;
import jakarta.ws.rs.core.Response;

/**
 * How one service words its errors. Each service has one CDI bean of this type; the mappers of this package turn every
 * failure (faults, malformed bodies, unknown routes, bugs) into a {@link Fault} and let the dialect write it.
 */
public interface FaultDialect {

    /** The whole answer: status, headers and body in the form which clients of this service expect. */
    Response render(Fault fault);
}
