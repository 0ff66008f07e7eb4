package io.caelum.platform.workflow;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A signal as it stands in the database. */
@Entity
@Table(name = "workflow_signal")
@IdClass(SignalRow.Key.class)
class SignalRow {

    @Id
    UUID workflowId;

    @Id
    int number;

    String name;

    @Nullable
    String payload;

    Run.Signal signal() {
        return new Run.Signal(name, WorkflowRows.payload(payload));
    }

    record Key(UUID workflowId, int number) implements Serializable {}
}
