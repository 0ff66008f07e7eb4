package io.caelum.network.listing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The conditions of one query with their parameters; values never become part of the text. */
public final class Where {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    /** A condition in HQL on the entity {@code e}. */
    public Where and(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Adds a parameter and answers its name for use in a condition. */
    public String parameter(Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    String text() {
        return conditions.isEmpty() ? "" : " where (" + String.join(") and (", conditions) + ")";
    }
}
