package io.caelum.doctor.sight;

import java.util.List;

/** The whole cloud, read within a few seconds. */
public record Sight(
        Database identity,
        Database image,
        Database compute,
        Database network,
        Hosts hosts,
        Broker broker,
        ImageStore images)
        implements AutoCloseable {

    public List<Database> databases() {
        return List.of(identity, image, compute, network);
    }

    @Override
    public void close() {
        databases().forEach(Database::close);
    }
}
