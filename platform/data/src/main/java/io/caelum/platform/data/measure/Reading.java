package io.caelum.platform.data.measure;

import io.micrometer.core.instrument.Tags;

/**
 * What something measures now.
 *
 * @param tags which of several things of the same name
 */
public record Reading(String name, Tags tags, double value) {

    public static Reading of(String name, Number value) {
        return new Reading(name, Tags.empty(), value.doubleValue());
    }

    public static Reading of(String name, Number value, String... keysAndValues) {
        return new Reading(name, Tags.of(keysAndValues), value.doubleValue());
    }
}
