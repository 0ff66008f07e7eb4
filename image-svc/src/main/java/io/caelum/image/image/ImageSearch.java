package io.caelum.image.image;

import io.caelum.platform.context.RequestContext;
import io.caelum.platform.web.paging.Page;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a client asked of the list: which images, in which order, which part; and the links of the answer. */
record ImageSearch(Conditions where, SortOrder order, Page page, String query) {

    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_LIMIT = 1000;
    private static final String PATH = "/v2/images";

    static ImageSearch of(MultivaluedMap<String, String> query, RequestContext caller) {
        String limit = Optional.ofNullable(query.getFirst("limit")).orElse(String.valueOf(DEFAULT_LIMIT));
        return new ImageSearch(
                ImageFilter.of(query, caller),
                SortOrder.of(query),
                Page.of(limit, query.getFirst("marker"), MAX_LIMIT),
                withoutMarker(query));
    }

    /** Only images behind the marker, in the order of the list: the first key that differs decides. */
    void startAfter(Image marker) {
        List<SortOrder.By> keys = order.keys();
        var ways = Stream.<String>builder();
        String before = "";
        for (SortOrder.By by : keys) {
            String value = where.bind(by.key().value.apply(marker));
            ways.add("(" + before + by.key().column + (by.descending() ? " < " : " > ") + value + ")");
            before += by.key().column + " = " + value + " and ";
        }
        where.add("(" + ways.build().collect(Collectors.joining(" or ")) + ")");
    }

    String sql() {
        return "select i.* from image i where " + where.sql() + " order by " + order.sql() + " limit "
                + where.bind(page.limit());
    }

    ImageListView view(List<Image> images) {
        boolean more = !images.isEmpty() && images.size() == page.limit();
        return new ImageListView(
                images.stream().map(ImageView::of).toList(),
                link(query),
                more ? link(nextQuery(images.getLast())) : null,
                "/v2/schemas/images");
    }

    private String nextQuery(Image last) {
        return query + (query.isEmpty() ? "" : "&") + "marker=" + last.id;
    }

    private static String link(String query) {
        return query.isEmpty() ? PATH : PATH + "?" + query;
    }

    private static String withoutMarker(MultivaluedMap<String, String> query) {
        return query.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("marker"))
                .flatMap(entry -> entry.getValue().stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
