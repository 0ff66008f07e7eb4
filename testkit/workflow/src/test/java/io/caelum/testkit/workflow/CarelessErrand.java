package io.caelum.testkit.workflow;

import io.caelum.platform.workflow.Run;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Orders again each time it is asked. */
@Singleton
class CarelessErrand extends Errand {

    @Inject
    CarelessErrand(Shop shop) {
        super("careless-errand", shop);
    }

    @Override
    Uni<Paper> order(Run<Paper> run) {
        shop().ordersOf(run.resourceId()).add(run.data().item());
        return Uni.createFrom().item(run.data());
    }
}
