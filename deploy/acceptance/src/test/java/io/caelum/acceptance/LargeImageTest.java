package io.caelum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Api.Answer;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.cloud.CloudUser;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stack")
@Tag("long")
class LargeImageTest {

    private static final long GIBIBYTE = 1L << 30;
    private static final long SIZE = 4 * GIBIBYTE;
    private static final long MOST_GROWTH_KILOBYTES = 128 * 1024;

    private final RunningStack stack = RunningStack.find();
    private final Api demo = stack.api(CloudUser.DEMO);

    @Test
    void fourGibibytesPassWithoutFillingAnybodysMemory() {
        // the first bytes bring in code and buffers that stay
        demo.delete("/image/v2/images/" + upload(GIBIBYTE / 8));
        long gateway = stack.residentKilobytes("api-gateway");
        long images = stack.residentKilobytes("image-svc");

        String image = upload(SIZE);

        assertThat(stack.residentKilobytes("api-gateway") - gateway).isLessThan(MOST_GROWTH_KILOBYTES);
        assertThat(stack.residentKilobytes("image-svc") - images).isLessThan(MOST_GROWTH_KILOBYTES);
        assertThat(demo.get("/image/v2/images/" + image).body().path("size").asLong())
                .isEqualTo(SIZE);
        assertThat(demo.delete("/image/v2/images/" + image).status()).isEqualTo(204);
    }

    private String upload(long size) {
        String image = demo.post("/image/v2/images", """
                {"name": "%s", "disk_format": "raw", "container_format": "bare"}
                """.formatted(Fixtures.name("large")))
                .body()
                .path("id")
                .asText();
        Answer answer = demo.send(demo.request("/image/v2/images/" + image + "/file")
                .timeout(Duration.ofMinutes(10))
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofInputStream(() -> new Zeros(size))));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        return image;
    }

    /** An empty disk. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int from, int count) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(count, left);
            java.util.Arrays.fill(buffer, from, from + given, (byte) 0);
            left -= given;
            return given;
        }
    }
}
