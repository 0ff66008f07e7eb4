package io.caelum.platform.data;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Tells apart what may go wrong with a statement. Hibernate wraps the driver's exceptions, so the causes are asked. */
final class SqlFailure {

    /** Serialization failure and deadlock: nothing is wrong, the transaction only has to run again. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01");

    /**
     * Classes of SQLSTATE that mean the database cannot serve us now: 08 connection, 28 authorization, 3D no such
     * database, 53 out of resources, 57P shutting down or starting, 25006 read-only, 58 I/O.
     */
    private static final Set<String> TROUBLE = Set.of("08", "28", "3D", "53", "58");

    private SqlFailure() {}

    static boolean mayRunAgain(Throwable failure) {
        return state(failure).filter(AGAIN::contains).isPresent();
    }

    static boolean isTrouble(Throwable failure) {
        Optional<String> state = state(failure);
        if (state.isPresent()) {
            return TROUBLE.contains(state.get().substring(0, 2))
                    || state.get().startsWith("57P")
                    || state.get().equals("25006");
        }
        return causes(failure).anyMatch(SqlFailure::isConnectionLoss);
    }

    /** The driver tells the constraint only as part of its message; Hibernate's dialect knows where. */
    static boolean isViolation(Throwable failure, String constraint) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof ConstraintViolationException refused
                                && constraint.equals(refused.getConstraintName())
                        || cause instanceof PgException direct && constraint.equals(direct.getConstraint()));
    }

    /** What went wrong first, in one line. */
    static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first.getMessage() == null ? first.getClass().getSimpleName() : first.getMessage();
    }

    private static Optional<String> state(Throwable failure) {
        return causes(failure)
                .map(SqlFailure::stateOf)
                .filter(state -> state != null && state.length() == 5)
                .findFirst();
    }

    private static @Nullable String stateOf(Throwable cause) {
        return switch (cause) {
            case SQLException translated -> translated.getSQLState();
            case PgException direct -> direct.getSqlState();
            default -> null;
        };
    }

    private static boolean isConnectionLoss(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof ClosedConnectionException
                || cause instanceof TimeoutException
                // the pool's own refusals have no type: "Timeout", "Connection pool reached max wait queue size of ..."
                || cause.getClass() == io.vertx.core.impl.NoStackTraceThrowable.class
                || cause instanceof VertxException
                        && String.valueOf(cause.getMessage()).contains("closed");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(16);
    }
}
