package io.caelum.platform.data;

import static org.awaitility.Awaitility.await;

import io.caelum.platform.wire.WithDatabaseOnAWire;
import io.quarkus.arc.Arc;
import java.time.Duration;

/** The database is away when the application under test starts, and comes when it has been missed. */
public final class FirstOutage {

    private FirstOutage() {}

    /** Lets the database be reached; the first time not before the application has looked for it in vain. */
    public static void end() {
        Schema schema = Arc.container().instance(Schema.class).get();
        await().atMost(Duration.ofSeconds(20)).until(schema::hadToWait);
        WithDatabaseOnAWire.wire().mend();
    }
}
