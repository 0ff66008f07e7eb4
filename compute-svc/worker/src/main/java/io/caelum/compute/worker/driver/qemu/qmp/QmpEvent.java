package io.caelum.compute.worker.driver.qemu.qmp;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that QEMU says unasked.
 *
 * @param name e.g. {@code SHUTDOWN}, {@code DEVICE_DELETED}
 */
public record QmpEvent(String name, JsonNode data) {

    public boolean is(String name) {
        return this.name.equals(name);
    }

    /** Whether the event's data has this text under this key. */
    public boolean has(String key, String value) {
        return data.path(key).asText().equals(value);
    }
}
