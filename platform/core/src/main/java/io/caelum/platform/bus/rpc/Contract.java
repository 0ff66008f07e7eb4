package io.caelum.platform.bus.rpc;

import com.fasterxml.jackson.databind.JavaType;
import io.caelum.platform.bus.Address;
import io.caelum.platform.bus.wire.WireJson;
import io.smallrye.mutiny.Uni;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A contract interface as the wire sees it. Refuses interfaces that could not work, with a sentence that says why. */
final class Contract {

    enum Kind {
        CALL,
        CAST,
        FANOUT
    }

    /** An argument on the wire. {@code index} is its place in the Java method. */
    record Argument(int index, String wireName, JavaType type) {

        boolean isOptional() {
            return type.hasRawClass(Optional.class);
        }
    }

    /**
     * @param timeoutMillis how long the caller waits; for a cast how long the message keeps, 0 for ever
     * @param monitorSeconds within which the server is to show each next sign of life; 0 for no such thing
     * @param hostIndex the parameter that names the server, or -1
     * @param contextIndex the parameter that takes the context as it was sent, or -1
     */
    record Operation(
            Method method,
            String wireName,
            Kind kind,
            long timeoutMillis,
            int monitorSeconds,
            int hostIndex,
            int contextIndex,
            List<Argument> arguments,
            JavaType resultType) {}

    private final RpcTopic topic;
    private final Address address;
    private final Map<Method, Operation> byMethod = new HashMap<>();
    private final Map<String, Operation> byWireName = new HashMap<>();

    private Contract(RpcTopic topic, Address address) {
        this.topic = topic;
        this.address = address;
    }

    static Contract of(Class<?> type) {
        return of(type, Address.of(type));
    }

    static Contract of(Class<?> type, Address address) {
        var contract = new Contract(type.getAnnotation(RpcTopic.class), address);
        for (Method method : type.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                contract.add(operation(method));
            }
        }
        return contract;
    }

    private void add(Operation operation) {
        byMethod.put(operation.method(), operation);
        if (byWireName.put(operation.wireName(), operation) != null) {
            throw new IllegalArgumentException("Two methods are " + operation.wireName() + " on the wire");
        }
    }

    private static Operation operation(Method method) {
        method.setAccessible(true);
        Call call = method.getAnnotation(Call.class);
        Cast oneWay = method.getAnnotation(Cast.class);
        boolean cast = oneWay != null;
        boolean fanout = method.isAnnotationPresent(Fanout.class);
        if ((call != null ? 1 : 0) + (cast ? 1 : 0) + (fanout ? 1 : 0) != 1) {
            throw new IllegalArgumentException(method + " needs exactly one of @Call, @Cast and @Fanout");
        }
        if (!(method.getGenericReturnType() instanceof ParameterizedType returned)
                || returned.getRawType() != Uni.class) {
            throw new IllegalArgumentException(method + " does not return a Uni");
        }
        return new Operation(
                method,
                WireJson.snakeCase(method.getName()),
                call != null ? Kind.CALL : cast ? Kind.CAST : Kind.FANOUT,
                call != null ? call.timeoutMillis() : cast ? oneWay.expiresMillis() : 0,
                call != null ? call.monitorSeconds() : 0,
                indexOf(Host.class, method),
                indexOf(SentContext.class, method),
                arguments(method),
                WireJson.MAPPER.constructType(returned.getActualTypeArguments()[0]));
    }

    private static int indexOf(Class<? extends Annotation> mark, Method method) {
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].isAnnotationPresent(mark)) {
                return i;
            }
        }
        return -1;
    }

    private static List<Argument> arguments(Method method) {
        var arguments = new ArrayList<Argument>();
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].isAnnotationPresent(Host.class) || parameters[i].isAnnotationPresent(SentContext.class)) {
                continue;
            }
            if (!parameters[i].isNamePresent()) {
                throw new IllegalArgumentException(method + " was compiled without -parameters");
            }
            JavaType type = WireJson.MAPPER.constructType(parameters[i].getParameterizedType());
            arguments.add(new Argument(i, WireJson.snakeCase(parameters[i].getName()), type));
        }
        return List.copyOf(arguments);
    }

    Operation operationOf(Method method) {
        return byMethod.get(method);
    }

    @Nullable
    Operation operationNamed(String wireName) {
        return byWireName.get(wireName);
    }

    String exchange() {
        return address.exchange();
    }

    String topic() {
        return address.topic();
    }

    boolean isTraced() {
        return topic.traced();
    }

    String version() {
        return topic.version();
    }

    /** Null for none, as on the wire. */
    @Nullable
    String namespace() {
        return topic.namespace().isEmpty() ? null : topic.namespace();
    }
}
