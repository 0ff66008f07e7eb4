package io.caelum.compute.neighbour;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;

/**
 * A request waits for a neighbour as long as the contract says ({@link Call#WITHIN_A_REQUEST}) before it tells its own caller
 * to come back later.
 */
final class Absence {

    private Absence() {}

    static <T> Uni<T> explained(Uni<T> call, String service) {
        return call.onFailure(Absence::isOne).transform(failure -> unavailable(service, failure));
    }

    private static boolean isOne(Throwable failure) {
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
