package io.caelum.image.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.fault.FaultDialect;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Errors as Glance words them: a small HTML page, or JSON for those who prefer it. */
@ApplicationScoped
public class GlanceDialect implements FaultDialect {

    private final CurrentVertxRequest request;
    private final ObjectMapper json;
    private final String publicUrl;

    GlanceDialect(
            CurrentVertxRequest request,
            ObjectMapper json,
            @ConfigProperty(name = "caelum.public-url", defaultValue = "http://127.0.0.1:8780") String publicUrl) {
        this.request = request;
        this.json = json;
        this.publicUrl = publicUrl;
    }

    @Override
    public Response render(Fault fault) {
        return render(fault, request.getCurrent().request().getHeader(HttpHeaders.ACCEPT));
    }

    Response render(Fault fault, @Nullable String accept) {
        boolean asJson = prefersJson(accept);
        var answer = Response.status(fault.status())
                .type(asJson ? MediaType.APPLICATION_JSON : "text/html;charset=UTF-8")
                .entity(asJson ? jsonBody(fault) : htmlBody(fault));
        if (fault.kind() == Fault.Kind.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Keystone uri=\"" + publicUrl + "/identity/v3\"");
        }
        return answer.build();
    }

    /** Ends a response which does not come from Jakarta REST. */
    public void write(Fault fault, HttpServerRequest to) {
        Response answer = render(fault, to.getHeader(HttpHeaders.ACCEPT));
        HttpServerResponse response = to.response().setStatusCode(answer.getStatus());
        answer.getStringHeaders().forEach(response::putHeader);
        response.end(answer.getEntity().toString());
    }

    /** HTML unless JSON is named and HTML is not: clients that say nothing, or anything goes, get HTML. */
    static boolean prefersJson(@Nullable String accept) {
        if (accept == null) {
            return false;
        }
        int json = accept.indexOf("application/json");
        int html = accept.indexOf("text/html");
        int any = accept.indexOf("*/*");
        return json >= 0 && (html < 0 || json < html) && (any < 0 || json < any);
    }

    private String jsonBody(Fault fault) {
        try {
            return json.writeValueAsString(
                    new Document(fault.getMessage() + "<br /><br />\n\n\n", statusLine(fault), title(fault)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String htmlBody(Fault fault) {
        String title = statusLine(fault);
        return """
                <html>
                 <head>
                  <title>%s</title>
                 </head>
                 <body>
                  <h1>%s</h1>
                  %s<br /><br />


                 </body>
                </html>""".formatted(title, title, escaped(fault.getMessage()));
    }

    private static String statusLine(Fault fault) {
        return fault.status() + " " + title(fault);
    }

    private static String title(Fault fault) {
        return fault.kind().title();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#x27;");
    }

    private record Document(String message, String code, String title) {}
}
