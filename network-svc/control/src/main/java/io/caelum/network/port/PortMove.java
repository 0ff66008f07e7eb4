package io.caelum.network.port;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/**
 * A port that is wired on a second host: what its binding is to become when its server is there. Its agent is told as of
 * any port, and finds it in its list of what is to be wired.
 */
@Entity
class PortMove {

    @Id
    UUID portId;

    String host;
    long generation;
    String vifType;
}
