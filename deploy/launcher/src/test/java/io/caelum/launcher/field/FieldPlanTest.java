package io.caelum.launcher.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class FieldPlanTest {

    @Test
    void everyHostHasANamespaceAndAnAddressOfItsOwn() {
        var plan = new FieldPlan(8700, 9);
        var namespaces = new HashSet<String>();
        var addresses = new HashSet<String>();
        plan.hosts().forEach(host -> {
            namespaces.add(plan.namespaceOf(host).name());
            addresses.add(plan.managementAddress(host));
        });
        assertThat(namespaces).hasSize(10).allMatch(name -> name.startsWith("caelum87-"));
        assertThat(addresses).hasSize(10).allMatch(address -> address.startsWith("10.99.0."));
    }

    @Test
    void twoStacksShareNoNamespaceAndNoUser() {
        var one = new FieldPlan(8700, 2);
        var other = new FieldPlan(18700, 2);
        assertThat(other.outside()).isNotEqualTo(one.outside());
        assertThat(other.guestUser()).isNotEqualTo(one.guestUser());
        assertThat(one.outside().name()).doesNotStartWith(other.prefix());
        assertThat(other.outside().name()).doesNotStartWith(one.prefix());
    }

    @Test
    void whatIsMadeIsToldBefore() {
        assertThat(new FieldPlan(8700, 2).text())
                .contains("caelum87-{network-node,compute-1,compute-2,fabric,outside}", "deploy/stack down");
    }
}
