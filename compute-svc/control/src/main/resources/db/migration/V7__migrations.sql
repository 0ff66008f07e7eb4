-- Servers that go from one host to another, and those that have gone.
create table migrations (
    -- the claim on the host that is left is kept under this id, until it is sure that the server does not go back
    id                 uuid         primary key,
    number             bigint       generated always as identity unique,
    server_id          uuid         not null,
    project_id         varchar(64)  not null,
    user_id            varchar(64),
    type               varchar(16)  not null,
    status             varchar(16)  not null,
    source_host        varchar(255) not null,
    source_zone        varchar(255),
    source_generation  bigint       not null,
    -- null until a host was found
    dest_host          varchar(255),
    dest_generation    bigint,
    -- what the server was before, to be that again
    former_state       varchar(32)  not null,
    old_flavor         text         not null,
    new_flavor         text         not null,
    -- the most that the server takes, whichever way it ends
    vcpus              integer      not null,
    memory_mb          integer      not null,
    created_at         timestamptz  not null,
    updated_at         timestamptz  not null,
    -- null as long as both hosts may have something of the server
    ended_at           timestamptz
);

create unique index migration_open on migrations (server_id) where ended_at is null;
create index migrations_of_server on migrations (server_id, number);
create index migrations_to_host on migrations (dest_host) where ended_at is null;
create index migrations_from_host on migrations (source_host) where ended_at is null;
