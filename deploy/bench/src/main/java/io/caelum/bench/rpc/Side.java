package io.caelum.bench.rpc;

import io.caelum.bench.measure.Figures;
import java.time.Duration;

/** One implementation of RPC with a server that runs. */
public interface Side extends AutoCloseable {

    Figures measure(int callers, Duration bound);

    @Override
    void close();
}
