package io.caelum.networknode.router;

import io.caelum.networknode.keep.Provision;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.RouterPlan;
import java.util.List;

/**
 * How routers come to be on this host; one package for each way. What they do is the same for all:
 *
 * <ul>
 *   <li>Between interfaces packets pass as they are.
 *   <li>What comes from the outside for a floating address goes to its fixed one, or by port to an internal one; with
 *       source translation on, nothing else gets in.
 *   <li>What goes out has as its sender the floating address, else, with source translation on, the gateway's.
 *   <li>A router whose {@code adminStateUp} is false is there and lets nothing pass.
 * </ul>
 */
public interface Routers extends Provision<RouterPlan> {

    /** What is really there on the way to a floating address: hops those of {@code RouterProbeRpc}. */
    List<HopFinding> probe(RouterPlan plan, String floatingIp, String fixedIp);
}
