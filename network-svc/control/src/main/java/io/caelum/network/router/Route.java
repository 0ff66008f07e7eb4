package io.caelum.network.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.address.Cidr;
import io.caelum.network.address.Ip;
import io.caelum.network.request.Attributes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entry of {@code routes}, in canonical form. */
record Route(String destination, String nexthop) {

    static @Nullable List<Route> listOf(Attributes in) {
        return in.list("routes", Route::read);
    }

    private static Route read(JsonNode item) {
        Attributes in = Attributes.nested("routes", item);
        Cidr destination = Attributes.required("destination", in.formed("destination", "IP subnet", Cidr::parse));
        Ip nexthop = Attributes.required("nexthop", in.formed("nexthop", "IP address", Ip::parse));
        in.refuseOthers("routes", Set.of());
        return new Route(destination.toString(), nexthop.toString());
    }
}
