package io.caelum.identity.project;

import io.caelum.identity.assignment.Assignments;
import io.caelum.identity.fault.Faults;
import io.caelum.identity.resource.Extra;
import io.caelum.identity.resource.Given;
import io.caelum.identity.resource.Ids;
import io.caelum.identity.resource.ListFilter;
import io.caelum.identity.token.revocation.Revocations;
import io.caelum.platform.bus.notify.Outbox;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Makes, changes and deletes projects. */
@ApplicationScoped
class ProjectService {

    static final int LONGEST_NAME = 64;

    private final Db db;
    private final Projects projects;
    private final DomainService domains;
    private final Assignments assignments;
    private final Revocations revocations;
    private final Outbox outbox;

    ProjectService(
            Db db,
            Projects projects,
            DomainService domains,
            Assignments assignments,
            Revocations revocations,
            Outbox outbox) {
        this.db = db;
        this.projects = projects;
        this.domains = domains;
        this.assignments = assignments;
        this.revocations = revocations;
        this.outbox = outbox;
    }

    Uni<List<Project>> list(ListFilter filter) {
        return db.read(tx -> projects.list(tx, filter))
                .map(found -> found.stream()
                        .filter(filter.<Project>on("name", project -> project.name)
                                .and(filter.onFlag("enabled", project -> project.enabled))
                                .and(TagFilter.of(filter)))
                        .toList());
    }

    /** The projects on which a user has a role. */
    Uni<List<Project>> ofActors(List<String> actors) {
        return db.read(tx -> projectsOf(tx, actors));
    }

    private Uni<List<Project>> projectsOf(Tx tx, List<String> actors) {
        return assignments.projectsOf(tx, actors).chain(ids -> projects.all(tx, ids));
    }

    Uni<Project> require(String id) {
        return db.read(tx -> projects.require(tx, id));
    }

    Uni<Family> family() {
        return db.read(projects::family).map(Family::new);
    }

    Uni<Project> create(RequestContext caller, ProjectBody.Fields wanted) {
        String name = Given.name(wanted.name(), LONGEST_NAME);
        if (Given.or(wanted.isDomain(), false)) {
            return domains.create(asDomain(name, wanted));
        }
        return db.withTransaction(tx -> parentOf(tx, caller, wanted)
                .map(parent -> make(parent, name, wanted))
                .chain(project -> projects.insert(tx, project))
                .call(project -> tell(tx, "created", project.id)));
    }

    private static DomainBody.Fields asDomain(String name, ProjectBody.Fields wanted) {
        if (Given.orNull(wanted.domainId()) != null || Given.orNull(wanted.parentId()) != null) {
            throw Fault.badRequest("A project with is_domain stands at the top: it takes no domain_id or parent_id.");
        }
        return new DomainBody.Fields(
                name, wanted.description(), wanted.enabled(), wanted.tags(), wanted.options(), wanted.extra());
    }

    /** The project's or domain's row under which it will stand. */
    private Uni<Project> parentOf(Tx tx, RequestContext caller, ProjectBody.Fields wanted) {
        String domainId = Given.orNull(wanted.domainId());
        String parentId = Given.orNull(wanted.parentId());
        Uni<String> above = parentId != null
                ? Uni.createFrom().item(parentId)
                : domainId != null ? Uni.createFrom().item(domainId) : projects.domainOf(tx, caller);
        return above.chain(id -> parentId == null ? projects.requireDomain(tx, id) : projects.require(tx, id))
                .onFailure(failure -> parentId != null && failure instanceof Fault)
                .transform(failure -> Fault.badRequest("Invalid parent: " + failure.getMessage()))
                .invoke(parent -> checkParent(parent, domainId));
    }

    private static void checkParent(Project parent, String domainId) {
        String parentsDomain = parent.isDomain ? parent.id : parent.domainId;
        if (domainId != null && !domainId.equals(parentsDomain)) {
            throw Fault.badRequest("The parent project %s is not in the domain %s.".formatted(parent.id, domainId));
        }
        if (!parent.enabled) {
            throw Faults.denied("cannot create a project under %s, which is disabled.".formatted(parent.id));
        }
    }

    private static Project make(Project parent, String name, ProjectBody.Fields wanted) {
        Project project = Project.within(parent.isDomain ? parent.id : parent.domainId, parent.id, Ids.fresh(), name);
        project.description = Given.or(Given.orNull(wanted.description()), "");
        project.enabled = Given.or(wanted.enabled(), true);
        project.tags = TagService.checked(Given.or(wanted.tags(), List.of()));
        project.extra = Extra.of(wanted.extra());
        return project;
    }

    Uni<Project> update(String id, ProjectBody.Fields wanted) {
        return db.withTransaction(tx -> projects.require(tx, id)
                .invoke(project -> change(project, wanted))
                .chain(project -> projects.update(tx, project))
                .call(project -> tell(tx, "updated", id))
                .call(project -> project.enabled ? Uni.createFrom().voidItem() : endTokens(tx, project)));
    }

    private Uni<Void> endTokens(Tx tx, Project project) {
        return project.isDomain ? revocations.ofDomain(tx, project.id) : revocations.ofProject(tx, project.id);
    }

    private static void change(Project project, ProjectBody.Fields wanted) {
        if (Given.or(wanted.isDomain(), project.isDomain) != project.isDomain) {
            throw Fault.badRequest("The field 'is_domain' of a project cannot be changed.");
        }
        stays(
                "domain_id",
                wanted.domainId() == null ? project.domainId : Given.orNull(wanted.domainId()),
                project.domainId);
        stays(
                "parent_id",
                wanted.parentId() == null ? project.parentId : Given.orNull(wanted.parentId()),
                project.parentId);
        if (wanted.name() != null) {
            project.name = Given.name(wanted.name(), LONGEST_NAME);
        }
        project.description = Given.or(Given.changed(wanted.description(), project.description), "");
        project.enabled = Given.or(wanted.enabled(), project.enabled);
        project.tags = TagService.checked(Given.or(wanted.tags(), project.tags));
        project.extra = Extra.merged(project.extra, Given.or(wanted.extra(), Map.of()));
    }

    private static void stays(String field, String wanted, String stored) {
        if (!java.util.Objects.equals(wanted, stored)) {
            throw Fault.badRequest("The field '%s' of a project cannot be changed.".formatted(field));
        }
    }

    /** A domain is deleted with all that it holds, as {@link DomainService#delete} does. */
    Uni<Void> delete(String id) {
        return require(id).chain(project -> project.isDomain ? domains.delete(id) : deleteLeaf(id));
    }

    private Uni<Void> deleteLeaf(String id) {
        return db.withTransaction(tx -> projects.require(tx, id)
                .call(project -> projects.children(tx, id).invoke(children -> refuseParent(id, children)))
                .call(() -> assignments.forgetTarget(tx, id))
                .chain(project -> projects.delete(tx, project))
                .call(() -> tell(tx, "deleted", id))
                .call(() -> revocations.ofProject(tx, id)));
    }

    private static void refuseParent(String id, List<Project> children) {
        if (!children.isEmpty()) {
            throw Faults.denied("cannot delete the project %s since it is not a leaf in the hierarchy.".formatted(id));
        }
    }

    private Uni<Void> tell(Tx tx, String what, String projectId) {
        return outbox.record(tx, "identity.project." + what, projectId, Map.of("resource_info", projectId));
    }
}
