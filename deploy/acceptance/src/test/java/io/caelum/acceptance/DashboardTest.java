package io.caelum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Browser;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.cloud.CloudUser;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages for people, in a browser. What it does there stands in {@code src/test/browser}. */
@Tag("stack")
class DashboardTest {

    @Test
    void aUserFindsTheBootOfAServerAndSeesWhereItsTimeWent() {
        RunningStack stack = RunningStack.find();
        Api demo = stack.api(CloudUser.DEMO);
        String name = Fixtures.name("web");
        String server = demo.createServer(
                name, Fixtures.image(demo), demo.flavor("m1.tiny"), Fixtures.networks(Fixtures.network(demo)));
        demo.awaitStatus(server, "ACTIVE");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> demo.get("/trace/v1/servers/" + server)
                        .body()
                        .path("complete")
                        .asBoolean());

        Path picture = Path.of("target", "traces.png").toAbsolutePath();
        Browser.of(stack.environment(CloudUser.DEMO), stack.gateway())
                .run("traces.test.mjs", "SERVER_NAME", name, "SCREENSHOT", picture.toString());

        assertThat(picture).isNotEmptyFile();
        demo.deleteServer(server);
    }
}
