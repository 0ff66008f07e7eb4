package io.caelum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.cloud.CloudUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class BenchTest {

    private final RunningStack stack = RunningStack.find();
    private final Api admin = stack.api(CloudUser.ADMIN);

    @Test
    void tenBootsAreMeasuredAndNothingOfThemIsLeft(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("figures.json");
        List<String> before = made();

        String said = stack.bench(
                "--only",
                "boot,delete",
                "--concurrency",
                "5",
                "--boots",
                "10",
                "--warm-up",
                "0",
                "--json",
                json.toString());

        assertThat(json).as(said).exists();
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        assertThat(figures.path("figures").findValuesAsText("name")).containsExactly("boot 5", "delete 5");
        for (JsonNode row : figures.path("figures")) {
            assertThat(row.path("count").asInt()).as(said).isEqualTo(10);
            assertThat(row.path("failures").asInt()).as(said).isZero();
            assertThat(row.path("p99_ms").asDouble())
                    .isGreaterThanOrEqualTo(row.path("p50_ms").asDouble());
            assertThat(row.path("cpu_ms_each").asDouble()).isPositive();
        }
        assertThat(figures.at("/memory_kib/before/compute-control").asLong()).isPositive();
        assertThat(made()).isEqualTo(before);
    }

    /** What any bench has made on this stack and left there. */
    private List<String> made() {
        return Stream.of(
                        "/compute/v2.1/servers",
                        "/compute/v2.1/flavors",
                        "/network/v2.0/networks",
                        "/network/v2.0/ports",
                        "/image/v2/images")
                .flatMap(path -> admin.get(path).body().findValuesAsText("name").stream())
                .filter(name -> name.startsWith("bench-"))
                .sorted()
                .toList();
    }
}
