package io.caelum.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.doctor.sight.Broker;
import io.caelum.doctor.sight.Database;
import io.caelum.doctor.sight.Hosts;
import io.caelum.doctor.sight.ImageStore;
import io.caelum.doctor.sight.Sight;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTest {

    /** Nothing of this can be reached. */
    private static Sight nothing(String... silent) {
        return new Sight(
                unreachable("identity"),
                unreachable("image"),
                unreachable("compute"),
                unreachable("network"),
                new Hosts(Map.of(), Map.of(), List.of(silent)),
                new Broker(URI.create("http://guest:guest@127.0.0.1:1"), "/"),
                new ImageStore(Path.of("/nowhere")));
    }

    private static Database unreachable(String name) {
        return new Database(name, "jdbc:postgresql://127.0.0.1:1/" + name + "?user=u&password=p");
    }

    @Test
    void whatCannotBeSeenIsNamedAndNotTakenForSound() throws InterruptedException {
        Verdict verdict =
                new Audit(() -> nothing("host-1 could not be asked for its guests: silence"), Duration.ZERO).run();

        assertThat(verdict.exitCode()).isEqualTo(Verdict.UNDECIDED);
        assertThat(verdict.undecided())
                .contains("host-1 could not be asked for its guests: silence")
                .anyMatch(reason -> reason.startsWith("the database compute cannot be read"))
                .anyMatch(reason -> reason.startsWith("the database network cannot be read"))
                .anyMatch(reason -> reason.startsWith("the broker's management cannot be asked"))
                .anyMatch(reason -> reason.startsWith("the image store"))
                .noneMatch(reason -> reason.contains("password"));
    }

    @Test
    void theJsonSaysWhetherItIsSound() throws InterruptedException {
        Verdict verdict = new Audit(() -> nothing(), Duration.ZERO).run();

        assertThat(Report.json(verdict)).contains("\"sound\" : false", "\"undecided\" : [", "\"breaches\" : [ ]");
    }
}
