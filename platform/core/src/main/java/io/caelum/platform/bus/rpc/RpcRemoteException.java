package io.caelum.platform.bus.rpc;

/**
 * The other side failed with something that is no {@link io.caelum.platform.fault.Fault} and that this side does not
 * know. Never made by loading a class by its name.
 */
public final class RpcRemoteException extends RuntimeException {

    private final String module;
    private final String className;
    private final String remoteTraceback;

    public RpcRemoteException(String module, String className, String message, String remoteTraceback) {
        super(className + ": " + message);
        this.module = module;
        this.className = className;
        this.remoteTraceback = remoteTraceback;
    }

    /** Python module or Java package of the exception. */
    public String module() {
        return module;
    }

    public String className() {
        return className;
    }

    /** The trace of the other side, for the log only; may be empty. */
    public String remoteTraceback() {
        return remoteTraceback;
    }
}
