package io.caelum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Api.Answer;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.acceptance.stack.SecondInstance;
import io.caelum.launcher.cloud.CloudUser;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever asks again with the same key gets one server, however many processes are asked. */
@Tag("stack")
class IdempotencyTest {

    private static final int ROUNDS = 5;

    private static RunningStack stack;
    private static Api demo;
    private static String image;
    private static String flavor;
    private static String network;

    @BeforeAll
    static void prepare() {
        stack = RunningStack.find();
        demo = stack.api(CloudUser.DEMO);
        image = Fixtures.image(demo);
        flavor = demo.flavor("m1.tiny");
        network = Fixtures.network(demo);
    }

    private static Answer create(Api service, String key, String name) {
        return service.send(service.request("/v2.1/servers")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"server": {"name": "%s", "imageRef": "%s", "flavorRef": "%s", "networks": %s}}""".formatted(name, image, flavor, Fixtures.networks(network)))));
    }

    private static String id(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.body().at("/server/id").asText();
    }

    @Test
    void twoProcessesThatAreAskedAtOnceMakeOneServer() throws Exception {
        try (var second = SecondInstance.of("compute-control");
                var clients = Executors.newFixedThreadPool(6)) {
            Api one = demo.at(stack.address("compute-control"));
            Api other = demo.at(second.address());
            for (int round = 0; round < ROUNDS; round++) {
                String key = UUID.randomUUID().toString();
                String name = Fixtures.name("once");

                List<Callable<Answer>> requests = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    requests.add(() -> create(one, key, name));
                    requests.add(() -> create(other, key, name));
                }
                List<Future<Answer>> answers = clients.invokeAll(requests);

                String server = id(answers.getFirst().get());
                for (Future<Answer> answer : answers) {
                    assertThat(id(answer.get())).isEqualTo(server);
                }
                assertThat(demo.get("/compute/v2.1/servers?name=" + name).body().path("servers"))
                        .hasSize(1);
                assertThat(create(other, key, name).header("Idempotency-Replayed"))
                        .contains("true");
                assertThat(create(other, key, name + "-else").status()).isEqualTo(422);
                demo.deleteServer(server);
            }
        }
    }
}
