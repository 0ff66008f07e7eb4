package io.caelum.network.fault;

import io.caelum.platform.fault.Fault;
import io.caelum.platform.fault.Fault.Kind;
import java.util.Collection;
import java.util.stream.Collectors;

/** Faults with the type names that Nova, the SDK and Horizon branch on, in Neutron's words. */
public final class NetworkFaults {

    private NetworkFaults() {}

    public static Fault networkNotFound(Object id) {
        return notFound("NetworkNotFound", "Network " + id + " could not be found.");
    }

    public static Fault subnetNotFound(Object id) {
        return notFound("SubnetNotFound", "Subnet " + id + " could not be found.");
    }

    public static Fault portNotFound(Object id) {
        return notFound("PortNotFound", "Port " + id + " could not be found.");
    }

    public static Fault securityGroupNotFound(Object id) {
        return notFound("SecurityGroupNotFound", "Security group " + id + " does not exist");
    }

    public static Fault securityGroupRuleNotFound(Object id) {
        return notFound("SecurityGroupRuleNotFound", "Security group rule " + id + " does not exist");
    }

    public static Fault routerNotFound(Object id) {
        return notFound("RouterNotFound", "Router " + id + " could not be found");
    }

    public static Fault floatingIpNotFound(Object id) {
        return notFound("FloatingIPNotFound", "Floating IP " + id + " could not be found");
    }

    public static Fault forwardingNotFound(Object id) {
        return notFound("PortForwardingNotFound", "Port Forwarding " + id + " could not be found.");
    }

    public static Fault qosPolicyNotFound(Object id) {
        return notFound("QosPolicyNotFound", "QoS policy " + id + " could not be found.");
    }

    public static Fault qosRuleNotFound(Object policy, Object id) {
        return notFound("QosRuleNotFound", "QoS rule " + id + " for policy " + policy + " could not be found.");
    }

    public static Fault agentNotFound(Object id) {
        return notFound("AgentNotFound", "Agent " + id + " could not be found.");
    }

    public static Fault notFound(String type, String message) {
        return new Fault(Kind.NOT_FOUND, type, message);
    }

    public static Fault badRequest(String message) {
        return new Fault(Kind.BAD_REQUEST, "HTTPBadRequest", message);
    }

    public static Fault badRequest(String type, String message) {
        return new Fault(Kind.BAD_REQUEST, type, message);
    }

    public static Fault invalidInput(String reason) {
        return badRequest("InvalidInput", "Invalid input for operation: " + reason + ".");
    }

    public static Fault conflict(String type, String message) {
        return new Fault(Kind.CONFLICT, type, message);
    }

    public static Fault noNetworkAvailable() {
        return conflict(
                "NoNetworkAvailable", "Unable to create the network. No tenant network is available for allocation.");
    }

    public static Fault overQuota(Collection<String> resources) {
        return conflict(
                "OverQuota",
                "Quota exceeded for resources: "
                        + resources.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "[", "]"))
                        + ".");
    }

    public static Fault revisionMismatch(int expected, int found) {
        return new Fault(
                Kind.PRECONDITION_FAILED,
                "RevisionNumberConstraintFailed",
                "Constrained to " + expected + ", but current revision is " + found);
    }

    public static Fault notAuthorized(String rule) {
        return new Fault(Kind.FORBIDDEN, "PolicyNotAuthorized", "rule:" + rule + " is disallowed by policy");
    }
}
