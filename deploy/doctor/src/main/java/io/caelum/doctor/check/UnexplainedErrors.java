package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Sight;
import java.util.List;

/** A server in error says why: code, reason, failed step and request. */
final class UnexplainedErrors implements Check {

    private static final String UNEXPLAINED = """
            select id, fault_code, fault_message from servers
            where deleted_at is null and vm_state = 'ERROR'
              and (fault_code is null or fault_at is null or fault_message is null
                or fault_message !~ 'step [^,()]+, request req-[0-9a-f-]+')""";

    @Override
    public Invariant invariant() {
        return Invariant.I8;
    }

    @Override
    public List<Breach> run(Sight sight) {
        return sight.compute().rows(UNEXPLAINED).stream()
                .map(row -> Breach.of(
                        "error-unexplained",
                        row.id("id"),
                        "Server %s is in error and does not say why: code %s, message: %s"
                                .formatted(row.id("id"), row.text("fault_code"), row.text("fault_message")),
                        new Repair.ByItself("compute-control")))
                .toList();
    }
}
