package io.caelum.testkit;

import io.caelum.launcher.infra.Realm;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A fresh Keycloak realm for a {@code @QuarkusTest}. Use: {@code @QuarkusTestResource(WithKeycloak.class)}. */
public class WithKeycloak implements QuarkusTestResourceLifecycleManager {

    private TestKeycloak.FreshRealm fresh;

    @Override
    public Map<String, String> start() {
        fresh = TestKeycloak.freshRealm();
        return Map.of(
                "caelum.keycloak.url", fresh.url(),
                "caelum.keycloak.realm", fresh.realm().name(),
                "caelum.keycloak.client-id", Realm.CLIENT,
                "caelum.keycloak.client-secret", fresh.realm().clientSecret());
    }

    @Override
    public void stop() {
        if (fresh != null) {
            fresh.close();
        }
    }
}
