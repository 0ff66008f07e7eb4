package io.caelum.platform.bus.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call: sent with the mandatory flag, answered by exactly one server, fails at once when nobody serves the topic and
 * with {@link RpcTimeoutException} when no answer comes in time.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Call {

    /** Milliseconds, for what an HTTP request waits for: when nobody answers it is to be refused within five seconds. */
    long WITHIN_A_REQUEST = 4_000;

    /** How long the caller waits, in milliseconds. A deadline of the surrounding request shortens it. */
    long timeoutMillis() default 10_000;

    /**
     * For long calls: within how many seconds the server must show each next sign of life, or the caller gives up earlier;
     * 0 for none. Servers show one every half of this time, if that is a second or more.
     */
    int monitorSeconds() default 0;
}
