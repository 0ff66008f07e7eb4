package io.caelum.testkit.workflow;

import io.caelum.platform.workflow.Run;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Looks before it orders. */
@Singleton
class CarefulErrand extends Errand {

    @Inject
    CarefulErrand(Shop shop) {
        super("careful-errand", shop);
    }

    @Override
    Uni<Paper> order(Run<Paper> run) {
        var orders = shop().ordersOf(run.resourceId());
        if (!orders.contains(run.data().item())) {
            orders.add(run.data().item());
        }
        return Uni.createFrom().item(run.data());
    }
}
