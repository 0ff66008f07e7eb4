package io.caelum.platform.bus.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface as an RPC contract and says where it is served. The client of a contract is a proxy made by
 * {@link io.caelum.platform.bus.Bus#client}, the server is any object that implements the interface.
 *
 * <p>On the wire method and argument names are the Java names in snake_case, records are objects with snake_case keys,
 * absent values are null or left out. Methods return {@code Uni}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RpcTopic {

    /** The topic, which is the name of the shared queue. */
    String value();

    /** The control exchange of the service that serves the topic: {@code nova}, {@code neutron}, ... */
    String exchange();

    /** Highest version of the contract, "major.minor". A server refuses calls which ask for more. */
    String version() default "1.0";

    /** Endpoint namespace, for several contracts on one topic; empty for none. */
    String namespace() default "";

    /** False for messages which are about traces themselves and must not make new ones. */
    boolean traced() default true;
}
