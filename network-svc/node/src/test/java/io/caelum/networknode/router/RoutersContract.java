package io.caelum.networknode.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.caelum.networknode.keep.NotInPlace;
import io.caelum.platform.contract.network.RouterPlan;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What holds for routers however they are made. */
public abstract class RoutersContract {

    private static final String FIRST = "10.71.1.11";
    private static final String SECOND = "10.71.2.11";

    protected final RouterPlans router = new RouterPlans();

    /** Anew each time, as after a restart of the process. */
    protected abstract Routers routers();

    /** What the agent that wires ports does before. */
    protected abstract void wire(RouterPlan plan);

    /** As whom the outside sees a guest that calls it; empty if it hears nothing. */
    protected abstract Optional<String> senderOutside(RouterPlan plan, String innerIp);

    /** Whom the outside reaches by TCP, as {@code ip:port}; empty if nobody answers. */
    protected abstract Optional<String> receiverInside(RouterPlan plan, String ip, int port);

    @Test
    void whoHasNoFloatingAddressIsSeenAsTheGateway() throws NotInPlace {
        RouterPlan plan = made(router);
        assertThat(senderOutside(plan, FIRST)).contains("172.30.0.10");
        assertThat(receiverInside(plan, FIRST, 80)).isEmpty();
    }

    @Test
    void aFloatingAddressLeadsBothWays() throws NotInPlace {
        RouterPlan plan = made(router.floating("172.30.0.21", FIRST));
        assertThat(receiverInside(plan, "172.30.0.21", 80)).contains(FIRST + ":80");
        assertThat(senderOutside(plan, FIRST)).contains("172.30.0.21");
        assertThat(senderOutside(plan, SECOND)).contains("172.30.0.10");
    }

    @Test
    void aFloatingAddressThatWasTakenAwayLeadsNowhere() throws NotInPlace {
        made(router.floating("172.30.0.21", FIRST));
        RouterPlan plan = made(router.nothingFloating());
        assertThat(receiverInside(plan, "172.30.0.21", 80)).isEmpty();
        assertThat(senderOutside(plan, FIRST)).contains("172.30.0.10");
    }

    @Test
    void portsAreForwardedOneByOne() throws NotInPlace {
        RouterPlan plan = made(router.forwarding("172.30.0.22", 8079, 8080, FIRST, 79)
                .forwarding("172.30.0.22", 9080, 9080, SECOND, 80));
        assertThat(receiverInside(plan, "172.30.0.22", 8080)).contains(FIRST + ":80");
        assertThat(receiverInside(plan, "172.30.0.22", 9080)).contains(SECOND + ":80");
        assertThat(receiverInside(plan, "172.30.0.22", 8081)).isEmpty();
    }

    @Test
    void withoutSourceTranslationAddressesPassAsTheyAre() throws NotInPlace {
        RouterPlan plan = made(router.snat(false).floating("172.30.0.21", SECOND));
        assertThat(senderOutside(plan, FIRST)).contains(FIRST);
        assertThat(receiverInside(plan, FIRST, 80)).contains(FIRST + ":80");
        assertThat(senderOutside(plan, SECOND)).contains("172.30.0.21");
    }

    @Test
    void aRouterThatIsDownLetsNothingPass() throws NotInPlace {
        RouterPlan plan = made(router.floating("172.30.0.21", FIRST).down());
        assertThat(senderOutside(plan, FIRST)).isEmpty();
        assertThat(receiverInside(plan, "172.30.0.21", 80)).isEmpty();

        RouterPlan again = made(router.up());
        assertThat(receiverInside(again, "172.30.0.21", 80)).contains(FIRST + ":80");
    }

    @Test
    void aRouterOutlivesTheProcessAndGoesWhenItIsRemoved() throws NotInPlace {
        RouterPlan plan = made(router);
        assertThat(routers().present()).containsExactly(plan.routerId());
        assertThat(routers().broken()).isEmpty();

        routers().remove(plan.routerId());
        assertThat(routers().present()).isEmpty();
        assertThat(senderOutside(plan, FIRST)).isEmpty();
        assertThatCode(() -> routers().remove(plan.routerId())).doesNotThrowAnyException();
        assertThatCode(() -> routers().remove(UUID.randomUUID())).doesNotThrowAnyException();
    }

    protected final RouterPlan made(RouterPlans router) throws NotInPlace {
        RouterPlan plan = router.plan();
        wire(plan);
        Routers routers = routers();
        routers.ensure(plan);
        routers.ensure(plan);
        return plan;
    }
}
