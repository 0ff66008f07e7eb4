package io.caelum.identity.project;

import io.caelum.identity.fault.Faults;
import io.caelum.identity.resource.ListFilter;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

/** Queries on projects and domains. */
@ApplicationScoped
public class Projects {

    public static final String DEFAULT_DOMAIN = "default";

    /** A project or domain by its id. */
    public Uni<Optional<ProjectSummary>> byId(Tx tx, String id) {
        return tx.session().get(Project.class, id).map(Projects::summary);
    }

    public Uni<Optional<ProjectSummary>> byName(Tx tx, String domainId, String name) {
        return tx.session()
                .createSelectionQuery("from Project where domainId = :domain and name = :name", Project.class)
                .setParameter("domain", domainId)
                .setParameter("name", name)
                .getSingleResultOrNull()
                .map(Projects::summary);
    }

    public Uni<Optional<ProjectSummary>> domainByName(Tx tx, String name) {
        return tx.session()
                .createSelectionQuery("from Project where isDomain and name = :name", Project.class)
                .setParameter("name", name)
                .getSingleResultOrNull()
                .map(Projects::summary);
    }

    /** Those of the ids which exist, by id. */
    public Uni<Map<String, ProjectSummary>> byIds(Tx tx, Collection<String> ids) {
        return tx.session()
                .createSelectionQuery("from Project where id in :ids", Project.class)
                .setParameter("ids", ids)
                .getResultList()
                .map(Projects::byId);
    }

    private static Map<String, ProjectSummary> byId(List<Project> found) {
        return found.stream().map(Project::summary).collect(Collectors.toMap(ProjectSummary::id, Function.identity()));
    }

    /** Fails with 404 unless there is such a project. */
    public Uni<ProjectSummary> requireProject(Tx tx, String id) {
        return require(tx, id).map(Project::summary);
    }

    /** Fails with 404 unless there is such a domain. */
    public Uni<ProjectSummary> requireDomainSummary(Tx tx, String id) {
        return requireDomain(tx, id).map(Project::summary);
    }

    /** The domain in which a caller makes things without saying where: that of their token. */
    public Uni<String> domainOf(Tx tx, RequestContext caller) {
        if (caller.domainId() != null) {
            return Uni.createFrom().item(caller.domainId());
        }
        if (caller.projectId() == null) {
            return Uni.createFrom().item(DEFAULT_DOMAIN);
        }
        return byId(tx, caller.projectId())
                .map(project -> project.map(ProjectSummary::domainId).orElse(DEFAULT_DOMAIN));
    }

    /** Adds a project under a domain unless one of that name is there; for the bootstrap. */
    public Uni<String> ensure(Tx tx, String domainId, String id, String name) {
        return tx.session()
                .createNativeQuery(
                        "insert into project (id, name, domain_id, parent_id, is_domain, enabled, description, tags, extra)"
                                + " values (:id, :name, :domain, :domain, false, true, '', '[]', '{}')"
                                + " on conflict (domain_id, name) where not is_domain do nothing")
                .setParameter("id", id)
                .setParameter("name", name)
                .setParameter("domain", domainId)
                .executeUpdate()
                .chain(() -> byName(tx, domainId, name))
                .map(project -> project.orElseThrow().id());
    }

    /** Adds the default domain unless it is there; for the bootstrap. */
    public Uni<Void> ensureDefaultDomain(Tx tx) {
        return tx.session()
                .createNativeQuery("insert into project (id, name, is_domain, enabled, description, tags, extra)"
                        + " values (:id, 'Default', true, true, 'The default domain', '[]', '{}')"
                        + " on conflict (id) do nothing")
                .setParameter("id", DEFAULT_DOMAIN)
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Project> require(Tx tx, String id) {
        return tx.session().get(Project.class, id).onItem().ifNull().failWith(() -> Faults.notFound("project", id));
    }

    /** As {@link #require}, and nobody else changes it until the transaction ends. */
    Uni<Project> requireLocked(Tx tx, String id) {
        return tx.session()
                .get(Project.class, id, LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> Faults.notFound("project", id));
    }

    Uni<Map<String, Project>> family(Tx tx) {
        return tx.session()
                .createSelectionQuery("from Project", Project.class)
                .getResultList()
                .map(found -> found.stream().collect(Collectors.toMap(project -> project.id, Function.identity())));
    }

    Uni<Project> requireDomain(Tx tx, String id) {
        return tx.session()
                .get(Project.class, id)
                .map(found -> found != null && found.isDomain ? found : null)
                .onItem()
                .ifNull()
                .failWith(() -> Faults.notFound("domain", id));
    }

    Uni<List<Project>> domains(Tx tx) {
        return tx.session()
                .createSelectionQuery("from Project where isDomain order by name", Project.class)
                .getResultList();
    }

    /** What the exact filters leave of all projects; the others are for the caller to apply. */
    Uni<List<Project>> list(Tx tx, ListFilter filter) {
        boolean domains = filter.flag("is_domain").orElse(false);
        var query = tx.session()
                .createSelectionQuery(
                        "from Project where isDomain = :isDomain" + clause(filter, "domain_id", "domainId")
                                + clause(filter, "parent_id", "parentId") + clause(filter, "name", "name")
                                + " order by name, id",
                        Project.class)
                .setParameter("isDomain", domains);
        filter.exact("domain_id").ifPresent(value -> query.setParameter("domainId", value));
        filter.exact("parent_id").ifPresent(value -> query.setParameter("parentId", value));
        filter.exact("name").ifPresent(value -> query.setParameter("name", value));
        return query.getResultList();
    }

    private static String clause(ListFilter filter, String key, String column) {
        return filter.exact(key).isPresent() ? " and " + column + " = :" + column : "";
    }

    Uni<List<Project>> all(Tx tx, Collection<String> ids) {
        return tx.session()
                .createSelectionQuery("from Project where id in :ids order by name, id", Project.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    Uni<List<Project>> children(Tx tx, String id) {
        return tx.session()
                .createSelectionQuery("from Project where parentId = :id order by name", Project.class)
                .setParameter("id", id)
                .getResultList();
    }

    /** All projects below a project or domain, the deepest first, so that they can be deleted in this order. */
    public Uni<List<String>> idsBelow(Tx tx, String id) {
        return tx.session()
                .createNativeQuery("""
                        with recursive down(id, depth) as (
                            select id, 1 from project where parent_id = :top
                            union all
                            select p.id, d.depth + 1 from project p join down d on p.parent_id = d.id)
                        select id from down order by depth desc
                        """, String.class)
                .setParameter("top", id)
                .getResultList();
    }

    /** All projects and domains, by id. */
    public Uni<Map<String, ProjectSummary>> summaries(Tx tx) {
        return tx.session()
                .createSelectionQuery("from Project", Project.class)
                .getResultList()
                .map(Projects::byId);
    }

    Uni<Project> insert(Tx tx, Project project) {
        return tx.session()
                .insert(project)
                .onFailure(Projects::isNameTaken)
                .transform(failure -> nameTaken(project))
                .replaceWith(project);
    }

    Uni<Project> update(Tx tx, Project project) {
        return tx.session()
                .update(project)
                .onFailure(Projects::isNameTaken)
                .transform(failure -> nameTaken(project))
                .replaceWith(project);
    }

    Uni<Void> delete(Tx tx, Project project) {
        return tx.delete(Project.class, project.id);
    }

    private static boolean isNameTaken(Throwable failure) {
        return Db.isViolation(failure, "project_name") || Db.isViolation(failure, "project_domain_name");
    }

    private static Throwable nameTaken(Project project) {
        return Faults.conflict(
                project.isDomain ? "domain" : "project",
                project.isDomain
                        ? "it is not permitted to have two domains named " + project.name
                        : "it is not permitted to have two projects with the name %s in domain %s"
                                .formatted(project.name, project.domainId));
    }

    private static Optional<ProjectSummary> summary(@Nullable Project project) {
        return Optional.ofNullable(project).map(Project::summary);
    }
}
