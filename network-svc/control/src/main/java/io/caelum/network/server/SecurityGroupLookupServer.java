package io.caelum.network.server;

import io.caelum.network.port.Attachments;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.network.SecurityGroupLookupRpc;
import io.caelum.platform.contract.network.ServerAttachments.SecurityGroup;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@ApplicationScoped
class SecurityGroupLookupServer implements SecurityGroupLookupRpc {

    @Inject
    Bus bus;

    @Inject
    Attachments attachments;

    @ConfigProperty(name = "caelum.host")
    String host;

    void start(@Observes StartupEvent event) {
        bus.serve(SecurityGroupLookupRpc.class, this, Serving.onEventLoop(host));
    }

    @Override
    public Uni<List<SecurityGroup>> groupsOf(String projectId) {
        return attachments.groupsOf(projectId);
    }
}
