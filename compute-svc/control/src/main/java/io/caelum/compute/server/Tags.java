package io.caelum.compute.server;

import io.caelum.platform.fault.Fault;

/** What a tag may look like. */
final class Tags {

    static final int MOST = 50;
    private static final int LONGEST = 60;

    private Tags() {}

    static String require(String tag) {
        if (tag.isEmpty() || tag.length() > LONGEST || tag.contains("/") || tag.contains(",")) {
            throw Fault.badRequest("Tag '%s' is invalid. It must be a string of 1 to %d characters without '/' and ','."
                    .formatted(tag, LONGEST));
        }
        return tag;
    }
}
