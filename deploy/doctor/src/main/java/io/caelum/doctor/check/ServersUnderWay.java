package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Sight;
import java.util.List;

/** Somebody works on each server for which something is under way. */
final class ServersUnderWay implements Check {

    private static final String ABANDONED = """
            select id, vm_state, task_state, updated_at from servers s
            where deleted_at is null and (vm_state = 'BUILDING' or task_state is not null)
              and updated_at < now() - interval '30 seconds'
              and not exists (select 1 from workflow w where w.resource_id = s.id and w.finished_at is null)""";

    @Override
    public Invariant invariant() {
        return Invariant.I1;
    }

    @Override
    public List<Breach> run(Sight sight) {
        return sight.compute().rows(ABANDONED).stream()
                .map(row -> Breach.of(
                        "server-without-workflow",
                        row.id("id"),
                        "Server %s has been %s/%s since %s, and nobody works on it."
                                .formatted(
                                        row.id("id"),
                                        row.text("vm_state"),
                                        row.text("task_state"),
                                        row.text("updated_at")),
                        new Repair.ByItself("compute-control")))
                .toList();
    }
}
