package io.caelum.identity.federation;

import io.caelum.identity.keycloak.DashboardLogIn;
import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;
import java.util.Optional;

/**
 * Keycloak as clients see it.
 *
 * @param openid what a page needs to log its user in there; not in Keystone
 */
@KeystoneJson
record ProviderView(
        String id,
        boolean enabled,
        String description,
        List<String> remoteIds,
        String domainId,
        Optional<Integer> authorizationTtl,
        OpenId openid,
        Where links) {

    @KeystoneJson
    record OpenId(String issuer, String clientId) {}

    record Where(String self, String protocols) {}

    static ProviderView of(DashboardLogIn dashboard, Links links) {
        String self = links.v3() + "/OS-FEDERATION/identity_providers/" + Federation.PROVIDER;
        return new ProviderView(
                Federation.PROVIDER,
                true,
                "The realm of Keycloak in which all users of this cloud are",
                List.of(dashboard.issuer()),
                "default",
                Optional.empty(),
                new OpenId(dashboard.issuer(), dashboard.clientId()),
                new Where(self, self + "/protocols"));
    }

    @KeystoneJson
    record One(ProviderView identityProvider) {}

    @KeystoneJson
    record Many(List<ProviderView> identityProviders, Links.Whole links) {}
}
