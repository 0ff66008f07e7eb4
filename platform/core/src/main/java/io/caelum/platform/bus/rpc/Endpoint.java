package io.caelum.platform.bus.rpc;

import io.caelum.platform.bus.Serving.Threading;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** An implementation of a contract, and which requests are for it. */
record Endpoint(Contract contract, Object implementation, Threading threading) {

    /** Rules of oslo.messaging: same namespace, same major, and not newer than we are (wire specification, section 9). */
    boolean serves(@Nullable String namespace, int[] wanted) {
        String own = contract.namespace();
        return (own == null ? namespace == null : own.equals(namespace))
                && isCompatible(parse(contract.version()), wanted);
    }

    static boolean isCompatible(int[] own, int[] wanted) {
        if (own[0] != wanted[0]) {
            return false;
        }
        return wanted[1] < own[1] || wanted[1] == own[1] && wanted[2] <= own[2];
    }

    /** @throws NumberFormatException if it is not X.Y or X.Y.Z */
    static int[] parse(String version) {
        String[] parts = version.split("\\.", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new NumberFormatException(version);
        }
        return new int[] {
            Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts.length == 3 ? Integer.parseInt(parts[2]) : 0
        };
    }

    Uni<?> call(Contract.Operation operation, Object[] arguments) {
        try {
            Uni<?> result = (Uni<?>) operation.method().invoke(implementation, arguments);
            return result == null ? Uni.createFrom().failure(new NullPointerException("no Uni")) : result;
        } catch (InvocationTargetException e) {
            return Uni.createFrom().failure(e.getCause());
        } catch (IllegalAccessException e) {
            return Uni.createFrom().failure(e);
        }
    }
}
