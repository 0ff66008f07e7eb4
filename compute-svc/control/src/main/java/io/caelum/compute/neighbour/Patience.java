package io.caelum.compute.neighbour;

import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** How long a request waits for a neighbour before it tells its own caller to come back later. */
final class Patience {

    private static final Duration LIMIT = Duration.ofSeconds(4);

    private Patience() {}

    static <T> Uni<T> within(Uni<T> call, String service) {
        return call.ifNoItem()
                .after(LIMIT)
                .failWith(() -> new RpcTimeoutException("no answer within " + LIMIT.toSeconds() + " s"))
                .onFailure(Patience::isAbsence)
                .transform(failure -> unavailable(service, failure));
    }

    private static boolean isAbsence(Throwable failure) {
        return failure instanceof RpcTimeoutException || failure instanceof RpcUnreachableException;
    }

    private static Fault unavailable(String service, Throwable cause) {
        return new Fault(
                Fault.Kind.UNAVAILABLE,
                "ServiceUnavailable",
                "The %s service does not answer now, so nothing was made. Try again in a few seconds."
                        .formatted(service),
                cause);
    }
}
