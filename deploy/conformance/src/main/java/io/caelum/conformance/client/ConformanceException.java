package io.caelum.conformance.client;

import io.caelum.platform.bus.rpc.RpcRemoteException;

/** What {@code conformance_exc.ConformanceError} is here. */
final class ConformanceException extends RuntimeException {

    ConformanceException(RpcRemoteException remote) {
        super(remote.remoteMessage(), remote);
    }
}
