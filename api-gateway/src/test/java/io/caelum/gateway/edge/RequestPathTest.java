package io.caelum.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestPathTest {

    @Test
    void whatIsLeftForTheServiceStaysAsTheClientEncodedIt() throws Exception {
        assertThat(RequestPath.parse("/compute/v2.1/os-keypairs/my%20key").withoutFirst())
                .isEqualTo("/v2.1/os-keypairs/my%20key");
    }

    @Test
    void requestsOfOneKindHaveOnePattern() throws Exception {
        assertThat(RequestPath.parse("/compute/v2.1/servers/0d0c0b0a-0000-4000-8000-000000000000/action")
                        .pattern())
                .isEqualTo("/compute/v2.1/servers/{id}/action");
        assertThat(RequestPath.parse("/identity/v3/projects/0d0c0b0a000040008000000000000000")
                        .pattern())
                .isEqualTo("/identity/v3/projects/{id}");
        assertThat(RequestPath.parse("/network/v2.0/networks").pattern()).isEqualTo("/network/v2.0/networks");
    }
}
