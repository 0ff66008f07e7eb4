package io.caelum.network.listing;

import java.util.List;

/** What a key in the query does. */
@FunctionalInterface
public interface Filter {

    /** Adds the condition that one of the values is met. */
    void apply(Where where, List<String> values);
}
