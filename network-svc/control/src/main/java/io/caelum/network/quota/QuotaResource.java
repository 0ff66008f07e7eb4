package io.caelum.network.quota;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.request.Attributes;
import io.caelum.network.request.Body;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@Path("/v2.0/quotas")
class QuotaResource {

    record Details(long limit, long used, long reserved) {}

    @Inject
    Db db;

    @Inject
    Quotas quotas;

    @GET
    public Uni<Map<String, Object>> list() {
        NetworkPolicy.GET_QUOTAS.check();
        return db.read(quotas::ofAll).map(all -> {
            var views = new ArrayList<Map<String, Object>>();
            all.forEach((project, own) -> views.add(withProject(project, own)));
            return Map.of("quotas", views);
        });
    }

    @GET
    @Path("{project: tenant|project}")
    public Map<String, Object> mine(String project) {
        RequestContext caller = NetworkPolicy.GET_OWN_QUOTA.check();
        return Map.of(project, Map.of("tenant_id", String.valueOf(caller.projectId())));
    }

    @GET
    @Path("{project}")
    public Uni<Map<String, Object>> show(String project) {
        checkMayRead(project);
        return db.read(tx -> quotas.own(tx, project)).map(own -> Map.of("quota", limits(own)));
    }

    @GET
    @Path("{project}/default")
    public Map<String, Object> defaults(String project) {
        checkMayRead(project);
        return Map.of("quota", limits(Map.of()));
    }

    @GET
    @Path("{project}/{details: details(\\.json)?}")
    public Uni<Map<String, Object>> details(String project, String details) {
        checkMayRead(project);
        return db.read(tx -> quotas.own(tx, project).chain(own -> details(tx, project, own)))
                .map(view -> Map.of("quota", view));
    }

    @PUT
    @Path("{project}")
    public Uni<Map<String, Object>> update(String project, JsonNode json) {
        NetworkPolicy.UPDATE_QUOTA.check();
        Map<NetworkQuota, Long> wanted = wanted(Body.one(json, "quota"));
        return db.withTransaction(tx -> quotas.set(tx, project, wanted).chain(() -> quotas.own(tx, project)))
                .map(own -> Map.of("quota", limits(own)));
    }

    @DELETE
    @Path("{project}")
    public Uni<Void> delete(String project) {
        NetworkPolicy.DELETE_QUOTA.check();
        return db.withTransaction(tx -> quotas.clear(tx, project))
                .invoke(count -> {
                    if (count == 0) {
                        throw NetworkFaults.notFound(
                                "TenantQuotaNotFound", "Quota for tenant " + project + " could not be found.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Map<String, Object>> details(Tx tx, String project, Map<NetworkQuota, Long> own) {
        return Multi.createFrom()
                .items(NetworkQuota.values())
                .onItem()
                .transformToUniAndConcatenate(quota -> quotas.used(tx, quota, project)
                        .map(used -> Map.entry(
                                quota.wireName(), new Details(own.getOrDefault(quota, quota.standard()), used, 0))))
                .collect()
                .asList()
                .map(entries -> {
                    var view = new LinkedHashMap<String, Object>();
                    entries.forEach(entry -> view.put(entry.getKey(), entry.getValue()));
                    return view;
                });
    }

    private static Map<NetworkQuota, Long> wanted(Attributes in) {
        var wanted = new EnumMap<NetworkQuota, Long>(NetworkQuota.class);
        for (NetworkQuota quota : NetworkQuota.values()) {
            Long limit = in.integer(quota.wireName());
            if (limit != null) {
                wanted.put(quota, checked(quota, limit));
            }
        }
        in.refuseOthers("PUT", Set.of("tenant_id", "project_id"));
        return wanted;
    }

    private static long checked(NetworkQuota quota, long limit) {
        if (limit < -1 || limit > Integer.MAX_VALUE) {
            throw Attributes.invalid(
                    quota.wireName(), "'" + limit + "' is not -1 or a number up to " + Integer.MAX_VALUE);
        }
        return limit;
    }

    private static void checkMayRead(String project) {
        RequestContext caller = NetworkPolicy.GET_OWN_QUOTA.check();
        if (!project.equals(caller.projectId())) {
            NetworkPolicy.GET_QUOTAS.check();
        }
    }

    private static Map<String, Object> limits(Map<NetworkQuota, Long> own) {
        var view = new LinkedHashMap<String, Object>();
        for (NetworkQuota quota : List.of(NetworkQuota.values())) {
            view.put(quota.wireName(), own.getOrDefault(quota, quota.standard()));
        }
        return view;
    }

    private static Map<String, Object> withProject(String project, Map<NetworkQuota, Long> own) {
        Map<String, Object> view = limits(own);
        view.put("tenant_id", project);
        view.put("project_id", project);
        return view;
    }
}
