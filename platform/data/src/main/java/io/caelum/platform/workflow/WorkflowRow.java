package io.caelum.platform.workflow;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.RowJson;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A workflow as it stands in the database; see the script of the tables for what the columns mean. */
@Entity
@Table(name = "workflow")
class WorkflowRow {

    /** Stands in {@link #step} when everything is taken back and only the end is to be recorded. */
    static final String END = "(end)";

    @Id
    UUID id;

    String kind;
    UUID resourceId;

    @Enumerated(EnumType.STRING)
    State state;

    String step;
    int attempt;
    String data;
    String context;

    @Nullable
    String traceParent;

    int signals;
    String signalLog;
    boolean cancelAsked;

    @Nullable
    String failure;

    @Nullable
    String retryFrom;

    @Nullable
    String retryData;

    @Nullable
    String owner;

    @Nullable
    Instant leasedUntil;

    long generation;
    Instant wakeAt;
    Instant stepBegan;

    @Nullable
    Instant deadline;

    Instant updatedAt;
    Instant createdAt;

    @Nullable
    Instant finishedAt;

    RequestContext requestContext() {
        return RequestContext.fromWire(RowJson.read(context, new TypeReference<Map<String, Object>>() {}));
    }

    /** All signals so far, oldest first. */
    List<Run.Signal> signals() {
        return signalLog
                .lines()
                .map(line -> RowJson.read(line, Run.Signal.class))
                .toList();
    }

    /** By the database's clock, at the moment when this was read. */
    Duration timeLeft() {
        return deadline == null ? Duration.ofDays(1) : Duration.between(updatedAt, deadline);
    }

    /** True if the statement that returned this row leased it because it had been waiting. */
    boolean wokenFor(String process) {
        return process.equals(owner) && wakeAt.equals(updatedAt);
    }

    /** Down to which step it unwinds; everything unless another way is to be tried. Who cancels wants no other way. */
    Optional<String> floor() {
        return cancelAsked ? Optional.empty() : Optional.ofNullable(retryFrom);
    }

    Failure recordedFailure() {
        return failure == null
                ? new Failure(step, "The operation was stopped.", "")
                : RowJson.read(failure, Failure.class);
    }
}
