package io.caelum.platform.bus.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A cast: the returned {@code Uni<Void>} completes when the broker has confirmed the message; no answer comes. It may
 * arrive twice or never.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Cast {

    /**
     * After how many milliseconds the broker drops the message if nobody has taken it; 0 for never. It is the broker's
     * clock that counts, so the clocks of hosts need not agree.
     */
    long expiresMillis() default 0;
}
