-- Domains and projects in one table, as in Keystone: a domain is a project that stands at the top and holds others.
create table project (
    id          text primary key,
    name        text not null,
    domain_id   text references project (id),
    parent_id   text references project (id),
    is_domain   boolean not null,
    enabled     boolean not null,
    description text not null,
    tags        text not null,
    extra       text not null,
    check (is_domain = (domain_id is null)),
    check (is_domain = (parent_id is null))
);
create unique index project_domain_name on project (name) where is_domain;
create unique index project_name on project (domain_id, name) where not is_domain;
create index project_parent on project (parent_id);

create table role (
    id          text primary key,
    name        text not null,
    domain_id   text references project (id),
    description text,
    extra       text not null
);
create unique index role_global_name on role (name) where domain_id is null;
create unique index role_domain_name on role (domain_id, name) where domain_id is not null;

create table implied_role (
    prior_id   text not null references role (id) on delete cascade,
    implied_id text not null references role (id) on delete cascade,
    primary key (prior_id, implied_id)
);

-- Users and groups live in Keycloak, so actor_id refers to nothing here. target_id is a project's or domain's id, or
-- the word "all" for the system.
create table assignment (
    actor_kind  text not null,
    actor_id    text not null,
    target_kind text not null,
    target_id   text not null,
    role_id     text not null references role (id) on delete cascade,
    inherited   boolean not null,
    primary key (actor_id, target_id, role_id, inherited, actor_kind, target_kind)
);
create index assignment_target on assignment (target_id);

create table region (
    id          text primary key,
    parent_id   text references region (id),
    description text not null,
    extra       text not null
);

create table service (
    id          text primary key,
    type        text not null,
    name        text,
    description text,
    enabled     boolean not null,
    extra       text not null
);

create table endpoint (
    id         text primary key,
    service_id text not null references service (id) on delete cascade,
    region_id  text references region (id),
    interface  text not null,
    url        text not null,
    enabled    boolean not null,
    extra      text not null
);
create index endpoint_service on endpoint (service_id);

create table revocation (
    id                   text primary key,
    audit_id             text,
    audit_chain_id       text,
    user_id              text,
    project_id           text,
    domain_id            text,
    issued_before_micros bigint not null,
    expires_at_micros    bigint not null
);
create index revocation_expiry on revocation (expires_at_micros);

-- sealed_private_key is encrypted: whoever reads a backup cannot make tokens.
create table signing_key (
    kid                text primary key,
    public_key         text not null,
    sealed_private_key text not null,
    signs_from         timestamptz not null,
    created_at         timestamptz not null
);

-- Which configured password each bootstrap user was last given, as a salted slow hash: a changed configuration is
-- applied once, and a password that somebody changed through the API stays.
create table bootstrap_password (
    user_name   text primary key,
    fingerprint text not null
);
