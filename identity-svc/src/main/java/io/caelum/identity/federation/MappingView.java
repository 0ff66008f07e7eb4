package io.caelum.identity.federation;

import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;

/** Who somebody from Keycloak is here, in Keystone's language of rules: the user whose id the token names. */
@KeystoneJson
record MappingView(String id, String schemaVersion, List<Rule> rules, Links.Self links) {

    record Rule(List<Local> local, List<Remote> remote) {}

    record Local(User user) {}

    record User(String id, String type) {}

    record Remote(String type) {}

    static MappingView of(Links links) {
        return new MappingView(
                Federation.MAPPING,
                "1.0",
                List.of(new Rule(List.of(new Local(new User("{0}", "local"))), List.of(new Remote("OIDC-sub")))),
                links.self("/OS-FEDERATION/mappings/" + Federation.MAPPING));
    }

    record One(MappingView mapping) {}

    record Many(List<MappingView> mappings, Links.Whole links) {}
}
