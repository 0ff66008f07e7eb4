package io.caelum.compute.discovery;

import static io.caelum.compute.policy.ComputePolicy.EXTENSIONS;

import io.caelum.platform.fault.Fault;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** Features by their old names. Clients look whether a name is there; the list holds what is built and no more. */
@Path("/v2.1/extensions")
class ExtensionsResource {

    private static final String UPDATED = "2014-12-03T00:00:00Z";
    private static final List<Extension> ALL = List.of(
            extension("os-availability-zone", "AvailabilityZone"),
            extension("os-extended-availability-zone", "ExtendedAvailabilityZone"),
            extension("os-extended-server-attributes", "ExtendedServerAttributes"),
            extension("os-extended-status", "ExtendedStatus"),
            extension("os-flavor-access", "FlavorAccess"),
            extension("os-flavor-extra-specs", "FlavorExtraSpecs"),
            extension("os-flavor-manage", "FlavorManage"),
            extension("os-hypervisors", "Hypervisors"),
            extension("os-instance-actions", "InstanceActions"),
            extension("os-keypairs", "Keypairs"),
            extension("os-limits", "Limits"),
            extension("os-multiple-create", "MultipleCreate"),
            extension("os-quota-class-sets", "QuotaClasses"),
            extension("os-quota-sets", "Quotas"),
            extension("os-server-external-events", "ServerExternalEvents"),
            extension("os-server-usage", "ServerUsage"),
            extension("os-services", "Services"),
            extension("os-user-data", "UserData"));

    record Extension(
            String alias, String name, String description, String namespace, List<Object> links, String updated) {
        record Many(List<Extension> extensions) {}

        record One(Extension extension) {}
    }

    private static Extension extension(String alias, String name) {
        return new Extension(alias, name, "", "http://docs.openstack.org/compute/ext/fake_xml", List.of(), UPDATED);
    }

    @GET
    public Extension.Many list() {
        EXTENSIONS.check();
        return new Extension.Many(ALL);
    }

    @GET
    @Path("{alias}")
    public Extension.One show(String alias) {
        EXTENSIONS.check();
        return new Extension.One(ALL.stream()
                .filter(extension -> extension.alias().equals(alias))
                .findFirst()
                .orElseThrow(() -> Fault.notFound("There is no extension %s.".formatted(alias))));
    }
}
