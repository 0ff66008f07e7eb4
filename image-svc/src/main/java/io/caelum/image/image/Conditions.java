package io.caelum.image.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SQL conditions which must all hold, with their parameters. */
final class Conditions {

    private final List<String> all = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    /** Adds a condition without a parameter. */
    void add(String sql) {
        all.add(sql);
    }

    /** Adds a condition with one parameter, written as {@code ?} in the text; it must not be null. */
    void add(String sql, Object value) {
        all.add(sql.replace("?", bind(value)));
    }

    /** A new parameter as it is written in SQL. */
    String bind(Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    String sql() {
        return String.join(" and ", all);
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
