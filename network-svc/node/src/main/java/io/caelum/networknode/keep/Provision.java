package io.caelum.networknode.keep;

import java.util.Set;
import java.util.UUID;

/**
 * Makes plans of one kind real on this host. Calls about one id never come at the same time. What was made stays when the
 * process ends, and {@link #present} still knows it afterwards.
 *
 * @param <P> the kind of plan
 */
public interface Provision<P> {

    /** The name in configuration and reports, e.g. {@code simulated}. */
    String name();

    /** Looks at all that the plan asks for and changes what is not so. What is right is not touched. */
    void ensure(P plan) throws NotInPlace;

    /** Takes away what was made. Nothing there is fine. */
    void remove(UUID id) throws NotInPlace;

    /** Of what there is something, whole or not; only what was made by this provision. */
    Set<UUID> present();

    /** Of which a process has ended that should run. Asked every second, so it has to be cheap. */
    Set<UUID> broken();
}
