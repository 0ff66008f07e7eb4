package io.caelum.compute.action;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One part of an action: what a host did for it. */
@Entity
@Table(name = "instance_action_events")
class InstanceActionEvent {

    @Id
    Long id;

    @Column(name = "action_id")
    Long actionId;

    String event;
    String host;

    @Column(name = "start_time")
    Instant startTime;

    @Column(name = "finish_time")
    Instant finishTime;

    String result;
    String details;
    String traceback;
}
