package io.caelum.identity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdentityPolicyTest {

    private static final Set<IdentityPolicy> FOR_EVERYBODY =
            Set.of(IdentityPolicy.LIST_REGIONS, IdentityPolicy.GET_REGION);
    private static final Set<IdentityPolicy> FOR_SERVICES = Set.of(IdentityPolicy.VALIDATE_TOKEN);

    @ParameterizedTest
    @EnumSource
    void anAdministratorMayDoEverything(IdentityPolicy policy) {
        assertThat(policy.allows(caller("admin", "member", "reader"))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void othersMayDoWhatTheTableSays(IdentityPolicy policy) {
        assertThat(policy.allows(caller("manager", "member", "reader"))).isEqualTo(FOR_EVERYBODY.contains(policy));
        assertThat(policy.allows(caller("service")))
                .isEqualTo(FOR_EVERYBODY.contains(policy) || FOR_SERVICES.contains(policy));
        assertThat(policy.allows(RequestContext.anonymous())).isFalse();
    }

    @Test
    void whoOwnsItMayAsWell() {
        CurrentContext.callAs(caller("member"), () -> IdentityPolicy.GET_USER.check("u1"));
        CurrentContext.callAs(caller("member"), () -> IdentityPolicy.GET_PROJECT.check("p1"));

        assertThatThrownBy(() ->
                        CurrentContext.callAs(caller("member"), () -> IdentityPolicy.GET_USER.check("somebody else")))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.status()).isEqualTo(403);
                    assertThat(fault)
                            .hasMessage("You are not authorized to perform the requested action: identity:get_user.");
                });
    }

    private static RequestContext caller(String... roles) {
        return new RequestContext("req-1", null, "u1", "user", "p1", "project", null, List.of(roles), Map.of());
    }
}
