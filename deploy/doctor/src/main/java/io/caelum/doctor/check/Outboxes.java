package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Database;
import io.caelum.doctor.sight.Row;
import io.caelum.doctor.sight.Sight;
import java.util.ArrayList;
import java.util.List;

/**
 * Events leave soon after their change, and those of one resource in the order of its changes. What has left is forgotten:
 * that each change had its event is proved by tests, since both are written in one transaction.
 */
final class Outboxes implements Check {

    private static final String WAITING = """
            select count(*) as count, min(recorded_at) as oldest, min(id) as first, max(id) as last
            from outbox where recorded_at < now() - interval '30 seconds' having count(*) > 0""";

    private static final String OUT_OF_ORDER = """
            select id, resource_id from (
                select id, resource_id, recorded_at,
                    max(recorded_at) over (partition by resource_id order by id
                        rows between unbounded preceding and 1 preceding) as before
                from outbox) o
            where recorded_at < before - interval '5 seconds'""";

    @Override
    public Invariant invariant() {
        return Invariant.I6;
    }

    @Override
    public List<Breach> run(Sight sight) {
        var breaches = new ArrayList<Breach>();
        for (Database database : sight.databases()) {
            database.rows(WAITING).forEach(row -> breaches.add(waiting(database, row)));
            database.rows(OUT_OF_ORDER).forEach(row -> breaches.add(outOfOrder(database, row)));
        }
        return breaches;
    }

    private static Breach waiting(Database database, Row row) {
        return new Breach(
                "events-not-sent",
                database.name(),
                "%s events of %s wait to be sent, the oldest since %s (rows %s to %s)."
                        .formatted(
                                row.text("count"),
                                database.name(),
                                row.text("oldest"),
                                row.text("first"),
                                row.text("last")),
                new Repair.ByItself("the " + database.name() + " service, once it runs and reaches RabbitMQ,"));
    }

    private static Breach outOfOrder(Database database, Row row) {
        return new Breach(
                "events-out-of-order",
                database.name() + " " + row.text("id"),
                "Event %s of %s about %s would be sent after one that is younger."
                        .formatted(row.text("id"), database.name(), row.text("resource_id")),
                new Repair.ByHand("the clocks of the hosts differ: set them right"));
    }
}
