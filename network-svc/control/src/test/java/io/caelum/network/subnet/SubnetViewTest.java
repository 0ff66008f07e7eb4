package io.caelum.network.subnet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.network.Sample;
import io.caelum.network.request.Body;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubnetViewTest {

    @Test
    void whatIsNotAskedForIsFilledInAndWhatThereIsNotIsNull() throws JsonProcessingException {
        var body = new ObjectMapper().readTree("""
                {"subnet": {"network_id": "11111111-0000-4000-8000-000000000001", "cidr": "10.0.0.0/24",
                    "ip_version": 4, "name": "sub", "dns_nameservers": ["9.9.9.9"],
                    "host_routes": [{"destination": "10.1.0.0/16", "nexthop": "10.0.0.2"}]}}
                """);
        var subnet = Subnet.requested(
                UUID.fromString("33333333-0000-4000-8000-000000000001"),
                "aa000000000000000000000000000001",
                CreateSubnet.of(Body.one(body, "subnet")),
                Instant.parse("2026-11-23T06:56:55.999Z"));
        Sample.assertMatches("subnet/show.json", SubnetView.of(subnet));
    }
}
