package io.caelum.platform.web.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure of a request into a {@link Fault} and has the service's dialect write it. */
@Singleton
public class FaultMappers {

    private static final Logger LOG = Logger.getLogger(FaultMappers.class);
    private static final String RETRY_SECONDS = "2";

    private final FaultDialect dialect;

    FaultMappers(FaultDialect dialect) {
        this.dialect = dialect;
    }

    @ServerExceptionMapper
    public Response fault(Fault fault) {
        if (fault.status() >= 500) {
            Span.current().setAttribute(Tracing.ERROR_MESSAGE, String.valueOf(fault.getMessage()));
        }
        Response response = dialect.render(fault);
        boolean saysWhen = response.getHeaders().containsKey(HttpHeaders.RETRY_AFTER);
        return fault.kind() == Fault.Kind.UNAVAILABLE && !saysWhen
                ? Response.fromResponse(response)
                        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                        .build()
                : response;
    }

    @ServerExceptionMapper
    public Response nobodyServes(RpcUnreachableException failure) {
        LOG.warnf("503: %s", failure.getMessage());
        return fault(Fault.unavailable(failure.getMessage() + " Try again in a few seconds."));
    }

    @ServerExceptionMapper
    public Response noAnswer(RpcTimeoutException failure) {
        LOG.warnf("503: %s", failure.getMessage());
        return fault(Fault.unavailable(failure.getMessage() + " Try again in a few seconds."));
    }

    @ServerExceptionMapper
    public Response malformed(JsonProcessingException failure) {
        return fault(MalformedBody.explain(failure));
    }

    /** Declared by itself, since Quarkus has a mapper of its own for this class. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException failure) {
        return fault(MalformedBody.explain(failure));
    }

    @ServerExceptionMapper
    public Response noRoute(NotFoundException failure) {
        return fault(new Fault(Fault.Kind.NOT_FOUND, "HTTPNotFound", "The resource could not be found."));
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException malformed) {
            return malformed(malformed);
        }
        int status = failure.getResponse().getStatus();
        if (status >= 500) {
            return bug(failure);
        }
        Fault.Kind kind = Fault.Kind.ofStatus(status);
        return fault(new Fault(kind, kind.title().replace(" ", ""), failure.getMessage()));
    }

    @ServerExceptionMapper
    public Response bug(Throwable failure) {
        String requestId = CurrentContext.get().requestId();
        LOG.errorf(failure, "500 for %s", requestId);
        return fault(new Fault(
                Fault.Kind.INTERNAL,
                "InternalServerError",
                "An unexpected error prevented the server from fulfilling your request. Tell the operator this id: "
                        + requestId));
    }
}
