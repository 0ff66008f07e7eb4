package io.caelum.network.quota;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;

@Entity
@IdClass(Quota.Key.class)
class Quota {

    @Id
    String projectId;

    @Id
    String resource;

    long hardLimit;

    record Key(String projectId, String resource) implements Serializable {}
}
