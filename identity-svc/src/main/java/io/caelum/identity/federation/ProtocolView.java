package io.caelum.identity.federation;

import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;
import java.util.Optional;

/** The way to log in at Keycloak as clients see it. */
@KeystoneJson
record ProtocolView(String id, String mappingId, Optional<String> remoteIdAttribute, Where links) {

    @KeystoneJson
    record Where(String self, String identityProvider) {}

    static ProtocolView of(Links links) {
        String provider = links.v3() + "/OS-FEDERATION/identity_providers/" + Federation.PROVIDER;
        return new ProtocolView(
                Federation.PROTOCOL,
                Federation.MAPPING,
                Optional.empty(),
                new Where(provider + "/protocols/" + Federation.PROTOCOL, provider));
    }

    record One(ProtocolView protocol) {}

    record Many(List<ProtocolView> protocols, Links.Whole links) {}
}
