package io.caelum.compute.host;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** @param id a number up to 2.52, a UUID from 2.53 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServiceView(
        Object id,
        String binary,
        String host,
        String zone,
        String status,
        String state,
        @JsonProperty("updated_at") String updatedAt,
        @JsonProperty("disabled_reason") Optional<String> disabledReason,
        @JsonProperty("forced_down") Boolean forcedDown) {

    /** The name under which clients know what serves a compute host. */
    static final String BINARY = "nova-compute";

    record Many(List<ServiceView> services) {}

    record One(ServiceView service) {}

    static ServiceView of(Host host, Instant alive, Asked asked) {
        return new ServiceView(
                asked.atLeast(2, 53) ? host.serviceId : host.number,
                BINARY,
                host.name,
                host.availabilityZone,
                host.disabled ? "disabled" : "enabled",
                host.isUp(alive) ? "up" : "down",
                Times.micros(host.lastSeen),
                Optional.ofNullable(host.disabledReason),
                asked.atLeast(2, 11) ? host.forcedDown : null);
    }

    /** What the calls up to 2.52 answer. */
    static Map<String, Object> changed(Host host, String verb) {
        var service = new LinkedHashMap<String, Object>();
        service.put("host", host.name);
        service.put("binary", BINARY);
        if (verb.equals("force-down")) {
            service.put("forced_down", host.forcedDown);
        } else {
            service.put("status", host.disabled ? "disabled" : "enabled");
        }
        if (verb.equals("disable-log-reason")) {
            service.put("disabled_reason", host.disabledReason);
        }
        return service;
    }
}
