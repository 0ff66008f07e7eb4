package io.caelum.network.port;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** The row that says who has an address. */
@Entity
@Table(name = "port_address")
@IdClass(AllocatedAddress.Key.class)
class AllocatedAddress {

    @Id
    UUID subnetId;

    @Id
    String ipAddress;

    UUID portId;
    int position;

    record Key(UUID subnetId, String ipAddress) implements Serializable {}
}
