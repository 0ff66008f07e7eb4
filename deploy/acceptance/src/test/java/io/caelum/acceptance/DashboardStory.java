package io.caelum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Browser;
import io.caelum.acceptance.stack.Cloud;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.launcher.cloud.CloudUser;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The pages for people, in a browser. What it does there stands in {@code src/test/browser}. The picture it makes goes to
 * {@code target/traces.png}; whoever wants it in the README copies it to {@code docs}.
 */
public abstract class DashboardStory {

    private final Cloud stack;

    protected DashboardStory(Cloud stack) {
        this.stack = stack;
    }

    @Test
    void aUserFindsTheBootOfAServerAndSeesWhereItsTimeWent() {
        Api demo = stack.api(CloudUser.DEMO);
        Api admin = stack.api(CloudUser.ADMIN);
        String name = Fixtures.name("web");
        String server = demo.createServer(
                name, Fixtures.image(demo), demo.flavor("m1.tiny"), Fixtures.networks(Fixtures.network(demo)));
        demo.awaitStatus(server, "ACTIVE");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> demo.get("/trace/v1/servers/" + server)
                        .body()
                        .path("complete")
                        .asBoolean());

        String failedName = Fixtures.name("toolarge");
        String flavor = Fixtures.flavor(admin, 40_000);
        String failed = demo.createServer(failedName, Fixtures.image(demo), flavor, "\"none\"");
        try {
            demo.awaitStatus(failed, "ERROR");
            look(name, failedName);
        } finally {
            // it counts for the quota
            demo.deleteServer(failed);
            admin.delete("/compute/v2.1/flavors/" + flavor);
        }
        demo.deleteServer(server);
    }

    private void look(String name, String failedName) {
        Path picture = Path.of("target", "traces.png").toAbsolutePath();
        Browser.of(stack.environment(CloudUser.DEMO), stack.gateway())
                .run(
                        "traces.test.mjs",
                        "SERVER_NAME",
                        name,
                        "FAILED_SERVER_NAME",
                        failedName,
                        "ADMIN_PASSWORD",
                        stack.environment(CloudUser.ADMIN).get("OS_PASSWORD"),
                        "SCREENSHOT",
                        picture.toString());

        assertThat(picture).isNotEmptyFile();
    }
}
