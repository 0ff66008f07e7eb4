package io.caelum.network.listing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caelum.platform.web.PublicUrl;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The bodies of answers: {@code {"network": {...}}}, {@code {"networks": [...], "networks_links": [...]}}. */
@ApplicationScoped
public class Answers {

    /** A view of a resource that has an id. */
    public interface Identified {
        UUID id();
    }

    record Link(String rel, String href) {}

    @Inject
    ObjectMapper mapper;

    public Map<String, Object> one(String resource, Object view, MultivaluedMap<String, String> query) {
        return Map.of(resource, cut(view, ListRequest.fields(query)));
    }

    public Map<String, Object> one(String resource, Object view) {
        return Map.of(resource, view);
    }

    /** What was created, in the form in which it was asked for. */
    public Map<String, Object> created(boolean bulk, String resource, String collection, List<?> views) {
        return bulk ? Map.of(collection, views) : Map.of(resource, views.getFirst());
    }

    public Map<String, Object> list(
            String collection, List<? extends Identified> views, ListRequest request, HttpServerRequest http) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put(
                collection,
                request.fields().isEmpty()
                        ? views
                        : views.stream()
                                .map(view -> cut(view, request.fields()))
                                .toList());
        if (request.limit() > 0 && !views.isEmpty()) {
            answer.put(collection + "_links", links(views, request, http));
        }
        return answer;
    }

    private Object cut(Object view, Set<String> fields) {
        if (fields.isEmpty()) {
            return view;
        }
        ObjectNode node = mapper.valueToTree(view);
        return node.retain(fields);
    }

    private static List<Link> links(List<? extends Identified> views, ListRequest request, HttpServerRequest http) {
        var links = new ArrayList<Link>();
        if (views.size() == request.limit() || request.reverse()) {
            links.add(new Link("next", href(http, views.getLast().id(), false)));
        }
        links.add(new Link("previous", href(http, views.getFirst().id(), true)));
        return links;
    }

    private static String href(HttpServerRequest http, UUID marker, boolean reverse) {
        var query = new StringBuilder();
        http.params().forEach((key, value) -> {
            if (!key.equals("marker") && !key.equals("page_reverse")) {
                query.append(encoded(key)).append('=').append(encoded(value)).append('&');
            }
        });
        query.append("marker=").append(marker);
        return PublicUrl.of(http) + http.path() + "?" + query + (reverse ? "&page_reverse=True" : "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
