package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Database;
import io.caelum.doctor.sight.Row;
import io.caelum.doctor.sight.Sight;
import java.util.ArrayList;
import java.util.List;

/** Every workflow moves: none is past its deadline, left alone by all processes, or unwinding in vain. */
final class WorkflowsUnderWay implements Check {

    private static final String STUCK = """
            select id, kind, resource_id, state, step, attempt, trouble from (
                select w.*, case
                    when (leased_until is null or leased_until < now()) and wake_at < now() - interval '30 seconds'
                        then 'should have been taken up at ' || wake_at
                    when state <> 'UNDOING' and deadline < now() - interval '60 seconds'
                        then 'should have ended this step by ' || deadline
                    when state = 'UNDOING' and step_began < now() - interval '10 minutes'
                        then 'has tried to take this step back since ' || step_began
                    end as trouble
                from workflow w where finished_at is null) found
            where trouble is not null""";

    private static final String WITHOUT_SERVER = """
            select w.id, w.kind, w.resource_id, w.step from workflow w left join servers s on s.id = w.resource_id
            where w.finished_at is null and w.kind in ('boot-server', 'delete-server', 'move-server')
              and w.created_at < now() - interval '30 seconds'
              and (s.id is null or s.deleted_at < now() - interval '30 seconds')""";

    @Override
    public Invariant invariant() {
        return Invariant.I1;
    }

    @Override
    public List<Breach> run(Sight sight) {
        var breaches = new ArrayList<Breach>();
        for (Database database : sight.databases()) {
            database.rows(STUCK).forEach(row -> breaches.add(stuck(database, row)));
        }
        sight.compute().rows(WITHOUT_SERVER).forEach(row -> breaches.add(withoutServer(row)));
        return breaches;
    }

    private static Breach stuck(Database database, Row row) {
        return Breach.of(
                "workflow-stuck",
                row.id("id"),
                "Workflow %s (%s of %s, database %s) %s: it is %s in step %s, attempt %s."
                        .formatted(
                                row.id("id"),
                                row.text("kind"),
                                row.id("resource_id"),
                                database.name(),
                                row.text("trouble"),
                                row.text("state"),
                                row.text("step"),
                                row.text("attempt")),
                new Repair.ByHand("deploy/stack up starts what does not run; deploy/stack trace %s shows what fails"
                        .formatted(row.id("resource_id"))));
    }

    private static Breach withoutServer(Row row) {
        return Breach.of(
                "workflow-without-server",
                row.id("id"),
                "Workflow %s (%s, step %s) works on server %s, which is not there."
                        .formatted(row.id("id"), row.text("kind"), row.text("step"), row.id("resource_id")),
                new Repair.ByItself("compute-control"));
    }
}
