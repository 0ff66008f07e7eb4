package io.caelum.compute.action;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "instance_actions")
class InstanceAction {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "server_id")
    UUID serverId;

    String action;

    @Column(name = "request_id")
    String requestId;

    @Column(name = "user_id")
    String userId;

    @Column(name = "project_id")
    String projectId;

    @Column(name = "start_time")
    Instant startTime;

    @Column(name = "updated_at")
    Instant updatedAt;

    String message;
}
