package io.caelum.compute.event;

import static io.caelum.compute.policy.ComputePolicy.EXTERNAL_EVENTS;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Fields;
import io.caelum.platform.contract.compute.ExternalEvent;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v2.1/os-server-external-events")
class ExternalEventResource {

    private static final String[] NAMES = {
        "network-changed",
        "network-vif-plugged",
        "network-vif-unplugged",
        "network-vif-deleted",
        "volume-extended",
        "power-update",
        "accelerator-request-bound"
    };

    private final ExternalEvents events;

    ExternalEventResource(ExternalEvents events) {
        this.events = events;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delivered(
            String name, @JsonProperty("server_uuid") UUID serverUuid, String tag, String status, int code) {

        record Many(List<Delivered> events) {}

        static Delivered of(ExternalEvent event, int code) {
            return new Delivered(
                    event.name(),
                    event.serverUuid(),
                    event.tag().orElse(null),
                    code == 200 ? event.status().orElse("completed") : "failed",
                    code);
        }
    }

    @POST
    public Uni<RestResponse<Delivered.Many>> take(JsonNode body) {
        EXTERNAL_EVENTS.check();
        Fields fields = Fields.body(body);
        List<ExternalEvent> wanted = fields.objects("events").orElseThrow(() -> fields.missing("events")).stream()
                .map(ExternalEventResource::read)
                .toList();
        fields.end();
        return events.take(wanted).map(codes -> answer(wanted, codes));
    }

    private static ExternalEvent read(Fields fields) {
        var event = new ExternalEvent(
                fields.oneOf("name", NAMES).orElseThrow(() -> fields.missing("name")),
                fields.uuid("server_uuid").orElseThrow(() -> fields.missing("server_uuid")),
                fields.text("tag", 1, 255),
                fields.oneOf("status", "failed", "completed", "in-progress"));
        fields.end();
        return event;
    }

    private static RestResponse<Delivered.Many> answer(List<ExternalEvent> events, List<Integer> codes) {
        var delivered = new ArrayList<Delivered>();
        for (int i = 0; i < events.size(); i++) {
            delivered.add(Delivered.of(events.get(i), codes.get(i)));
        }
        boolean all = codes.stream().allMatch(code -> code == 200);
        return RestResponse.ResponseBuilder.<Delivered.Many>create(all ? 200 : 207)
                .entity(new Delivered.Many(delivered))
                .build();
    }
}
