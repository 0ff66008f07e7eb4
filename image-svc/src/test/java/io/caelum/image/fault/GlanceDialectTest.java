package io.caelum.image.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.platform.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlanceDialectTest {

    private final GlanceDialect dialect = new GlanceDialect(null, new ObjectMapper(), "http://cloud.example:8780");

    @Test
    void wordsAFaultAsJsonForThoseWhoAskForIt() {
        var answer = dialect.render(Fault.notFound("No image found."), "application/json");

        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getEntity()).isEqualTo("""
                        {"message":"No image found.<br /><br />\\n\\n\\n","code":"404 Not Found","title":"Not Found"}""");
    }

    @Test
    void wordsAFaultAsHtmlForAllOthersAndEscapesWhatTheUserSent() {
        var answer = dialect.render(Fault.badRequest("bad name <script>"), "*/*");

        assertThat(answer.getMediaType().toString()).startsWith("text/html");
        assertThat(answer.getEntity().toString())
                .contains("<h1>400 Bad Request</h1>", "bad name &lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void saysWhereToLogIn() {
        var answer = dialect.render(Fault.unauthorized("Log in."), null);

        assertThat(answer.getHeaderString("WWW-Authenticate"))
                .isEqualTo("Keystone uri=\"http://cloud.example:8780/identity/v3\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | true",
                "application/json, */* | true",
                "application/json;q=0.9 | true",
                "*/* | false",
                "text/html | false",
                "text/html, application/json | false"
            })
    void prefersHtmlUnlessJsonIsNamedFirst(String accept, boolean json) {
        assertThat(GlanceDialect.prefersJson(accept)).isEqualTo(json);
    }
}
