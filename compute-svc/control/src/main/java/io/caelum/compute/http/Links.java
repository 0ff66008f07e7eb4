package io.caelum.compute.http;

import io.caelum.platform.web.PublicUrl;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Absolute links in answers. {@code self} carries the version, {@code bookmark} does not.
 *
 * @param base public address of the service without a slash at the end
 * @param prefix {@code /v2.1}, and the project id if the client had it in its path
 */
public record Links(String base, String prefix) {

    /** One link of a resource. */
    public record Link(String rel, String href) {}

    static Links of(HttpServerRequest request, String version, String project) {
        return new Links(PublicUrl.of(request), "/" + version + (project == null ? "" : "/" + project));
    }

    /** Self and bookmark of a resource. */
    public List<Link> of(String collection, String id) {
        return List.of(new Link("self", self(collection, id)), bookmark(collection, id));
    }

    public String self(String collection, String id) {
        return base + prefix + "/" + collection + "/" + id;
    }

    public Link bookmark(String collection, String id) {
        String project = prefix.indexOf('/', 1) < 0 ? "" : prefix.substring(prefix.indexOf('/', 1));
        return new Link("bookmark", base + project + "/" + collection + "/" + id);
    }

    /** The link to the next page: the same query with another marker. */
    public List<Link> next(String collection, Map<String, List<String>> query, String marker) {
        var href = new StringBuilder(base + prefix + "/" + collection + "?");
        query.forEach((key, values) -> {
            if (!key.equals("marker")) {
                values.forEach(value -> href.append(encode(key))
                        .append('=')
                        .append(encode(value))
                        .append('&'));
            }
        });
        return List.of(
                new Link("next", href.append("marker=").append(encode(marker)).toString()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
