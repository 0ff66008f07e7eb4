package io.caelum.image.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.image.ImageServiceTest;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.notify.Audience;
import io.caelum.platform.bus.notify.Notification;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImageNotificationTest extends ImageServiceTest {

    private final String project = newProject();
    private final List<Notification> heard = new CopyOnWriteArrayList<>();

    @Inject
    Bus bus;

    @Test
    void theLifeOfAnImageIsToldInOrder() throws Exception {
        try (var listening = bus.listen(Audience.of("glance").forThisProcess(), this::hear)) {
            await().until(listening::isConsuming);

            String image = newActiveImage(project, new byte[] {1, 2, 3});
            member(project).get("/v2/images/" + image + "/file").then().statusCode(200);
            await().until(() -> eventsOf(image).contains("image.send"));
            patch(member(project), image, "[{\"op\": \"replace\", \"path\": \"/name\", \"value\": \"new\"}]")
                    .statusCode(200);
            member(project).delete("/v2/images/" + image).then().statusCode(204);

            await().untilAsserted(() -> assertThat(eventsOf(image))
                    .containsExactly(
                            "image.create",
                            "image.prepare",
                            "image.upload",
                            "image.activate",
                            "image.send",
                            "image.update",
                            "image.delete"));
            assertThat(payload(image, "image.activate"))
                    .containsEntry("status", "active")
                    .containsEntry("size", 3)
                    .containsEntry("owner", project)
                    .containsEntry("is_public", false);
            assertThat(payload(image, "image.send"))
                    .containsEntry("bytes_sent", 3)
                    .containsEntry("owner_id", project)
                    .containsEntry("receiver_tenant_id", project)
                    .containsEntry("destination_ip", "127.0.0.1");
            assertThat(payload(image, "image.delete")).containsEntry("deleted", true);
        }
    }

    private Uni<Void> hear(Notification notification) {
        heard.add(notification);
        return Uni.createFrom().voidItem();
    }

    private List<String> eventsOf(String image) {
        return heard.stream()
                .filter(told -> told.payload().containsValue(image))
                .map(Notification::eventType)
                .toList();
    }

    private Map<String, Object> payload(String image, String event) {
        return heard.stream()
                .filter(told -> told.eventType().equals(event) && told.payload().containsValue(image))
                .findFirst()
                .orElseThrow()
                .payload();
    }
}
