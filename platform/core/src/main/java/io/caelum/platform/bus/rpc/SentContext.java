package io.caelum.platform.bus.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@code Map<String, Object>} that a server gets the caller's context in, exactly as it was sent. Most servers do with
 * {@link io.caelum.platform.context.CurrentContext}. It is not sent as an argument.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface SentContext {}
