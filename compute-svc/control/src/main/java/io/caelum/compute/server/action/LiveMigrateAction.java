package io.caelum.compute.server.action;

import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Fields;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.livemigration.LiveMigrating;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes a server to another host while it runs. Each host keeps the disks of its guests for itself, so they always go along;
 * who wants it without them is refused.
 */
@ApplicationScoped
class LiveMigrateAction implements ServerAction {

    private final LiveMigrating migrating;
    private final Asked asked;

    LiveMigrateAction(LiveMigrating migrating, Asked asked) {
        this.migrating = migrating;
        this.asked = asked;
    }

    @Override
    public Set<String> names() {
        return Set.of("os-migrateLive");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.SERVERS_MIGRATE_LIVE;
    }

    /** From 2.34 on what speaks against it shows only in the migration. */
    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        Fields fields = request.arguments();
        Optional<String> host = host(fields);
        requireWithDisks(fields);
        if (!asked.atLeast(2, 25)) {
            fields.flag("disk_over_commit").orElseThrow(() -> fields.missing("disk_over_commit"));
        }
        if (asked.atLeast(2, 30)) {
            fields.flag("force");
        }
        fields.end();
        return migrating.begin(who, server, host, !asked.atLeast(2, 34)).map(begun -> ServerAction.accepted());
    }

    private static Optional<String> host(Fields fields) {
        if (!fields.has("host")) {
            throw fields.missing("host");
        }
        return fields.isNull("host") ? Optional.empty() : fields.name("host", 255);
    }

    /** Up to 2.24 clients say no for users who have said nothing. */
    private void requireWithDisks(Fields fields) {
        if (!fields.has("block_migration")) {
            throw fields.missing("block_migration");
        }
        boolean canLeaveItOpen = asked.atLeast(2, 25);
        if (canLeaveItOpen && fields.raw("block_migration").asText().equals("auto")) {
            return;
        }
        boolean withDisks = fields.flag("block_migration").orElse(false);
        if (canLeaveItOpen && !withDisks) {
            throw Fault.badRequest("The hosts of this cloud share no storage for servers' disks:"
                    + " ask for a block migration, or leave it open with 'auto'.");
        }
    }
}
