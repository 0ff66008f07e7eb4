package io.caelum.launcher.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.launcher.Trouble;
import java.util.Optional;

/** Finds floating addresses. */
public final class FloatingAddresses {

    private static final String PATH = "/network/v2.0/floatingips";

    private final Cloud cloud;

    public FloatingAddresses(Cloud cloud) {
        this.cloud = cloud;
    }

    /** @param id of the API's resource */
    public record Found(String id, String address) {}

    /** That with this address, or of this id. */
    public Found find(String addressOrId) {
        return byId(addressOrId)
                .or(() -> first(cloud.get(PATH + "?floating_ip_address=" + Cloud.escaped(addressOrId))
                        .path("floatingips")))
                .orElseThrow(() -> new Trouble(
                        "there is no floating address " + addressOrId + " that this user can see",
                        "openstack floating ip list shows what there is"));
    }

    /** Where packets to it get stuck, if they do. */
    public JsonNode path(Found floating) {
        return cloud.get(PATH + "/" + floating.id + "/path");
    }

    private Optional<Found> byId(String text) {
        if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return Optional.empty();
        }
        return cloud.find(PATH + "/" + text).map(answer -> found(answer.path("floatingip")));
    }

    private static Optional<Found> first(JsonNode list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(found(list.get(0)));
    }

    private static Found found(JsonNode floating) {
        return new Found(
                floating.path("id").asText(),
                floating.path("floating_ip_address").asText());
    }
}
