package io.caelum.platform.bus.rpc;

import java.util.List;
import java.util.Map;

/**
 * The other side failed with something that is no {@link io.caelum.platform.fault.Fault} and that this side does not
 * know. Never made by loading a class by its name. What this side does know has it as its cause.
 */
public final class RpcRemoteException extends RuntimeException {

    private final String module;
    private final String className;
    private final String remoteTraceback;
    private final transient List<Object> arguments;
    private final transient Map<String, Object> keywords;

    public RpcRemoteException(String module, String className, String message, String remoteTraceback) {
        this(module, className, message, remoteTraceback, List.of(message), Map.of());
    }

    /**
     * @param arguments what a Python caller makes the exception with
     * @param keywords likewise
     */
    public RpcRemoteException(
            String module,
            String className,
            String message,
            String remoteTraceback,
            List<Object> arguments,
            Map<String, Object> keywords) {
        super(className + ": " + message);
        this.module = module;
        this.className = className;
        this.remoteTraceback = remoteTraceback;
        this.arguments = arguments;
        this.keywords = keywords;
    }

    /** Python module or Java package of the exception. */
    public String module() {
        return module;
    }

    public String className() {
        return className;
    }

    /** What the other side said, without the name of its exception. */
    public String remoteMessage() {
        return getMessage().substring(className.length() + 2);
    }

    /** The trace of the other side, for the log only; may be empty. */
    public String remoteTraceback() {
        return remoteTraceback;
    }

    public List<Object> arguments() {
        return arguments;
    }

    public Map<String, Object> keywords() {
        return keywords;
    }
}
