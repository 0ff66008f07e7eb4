create table flavors (
    flavor_id     varchar(255) primary key,
    number        bigint generated always as identity unique,
    name          varchar(255) not null unique,
    vcpus         integer not null,
    memory_mb     integer not null,
    root_gb       integer not null,
    ephemeral_gb  integer not null default 0,
    swap_mb       integer not null default 0,
    rxtx_factor   double precision not null default 1.0,
    is_public     boolean not null default true,
    description   text,
    extra_specs   text not null default '{}',
    created_at    timestamptz not null default now(),
    updated_at    timestamptz
);

create table flavor_access (
    flavor_id   varchar(255) not null references flavors on delete cascade,
    project_id  varchar(64) not null,
    primary key (flavor_id, project_id)
);

insert into flavors (flavor_id, name, memory_mb, root_gb, vcpus) values
    ('1', 'm1.tiny', 512, 1, 1),
    ('2', 'm1.small', 2048, 20, 1),
    ('3', 'm1.medium', 4096, 40, 2),
    ('4', 'm1.large', 8192, 80, 4),
    ('5', 'm1.xlarge', 16384, 160, 8);

create table key_pairs (
    id           bigint generated always as identity primary key,
    user_id      varchar(64) not null,
    name         varchar(255) not null,
    type         varchar(16) not null,
    fingerprint  varchar(255) not null,
    public_key   text not null,
    created_at   timestamptz not null,
    unique (user_id, name)
);

create table servers (
    id                 uuid primary key,
    number             bigint generated always as identity,
    project_id         varchar(64) not null,
    user_id            varchar(64) not null,
    reservation_id     varchar(32) not null,
    launch_index       integer not null,
    name               varchar(255) not null,
    hostname           varchar(255) not null,
    description        text,

    vm_state           varchar(32) not null,
    task_state         varchar(32),
    power_state        integer not null default 0,
    progress           integer not null default 0,
    locked             boolean not null default false,

    image_id           uuid,
    image_name         varchar(255),
    flavor_id          varchar(255) not null,
    flavor_name        varchar(255) not null,
    flavor_number      bigint not null,
    vcpus              integer not null,
    memory_mb          integer not null,
    root_gb            integer not null,
    ephemeral_gb       integer not null,
    swap_mb            integer not null,
    extra_specs        text not null,

    key_name           varchar(255),
    public_key         text,
    user_data          text,
    config_drive       boolean not null,
    disk_config        varchar(8) not null,
    access_ip_v4       varchar(64),
    access_ip_v6       varchar(64),
    metadata           text not null,
    security_groups    text not null,

    -- counts the tries to build it; what a host says about an older one is void
    generation         bigint not null default 0,
    host               varchar(255),
    availability_zone  varchar(255),
    ports              text not null default '[]',

    fault_code         integer,
    fault_message      text,
    fault_details      text,
    fault_at           timestamptz,

    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    launched_at        timestamptz,
    terminated_at      timestamptz,
    deleted_at         timestamptz
);
create index servers_of_project on servers (project_id, created_at desc, id desc) where deleted_at is null;
create index servers_by_age on servers (created_at desc, id desc);
create index servers_on_host on servers (host) where deleted_at is null;

create table server_tags (
    server_id  uuid not null references servers,
    tag        varchar(60) not null,
    primary key (server_id, tag)
);

create table instance_actions (
    id          bigint generated always as identity primary key,
    server_id   uuid not null,
    action      varchar(64) not null,
    request_id  varchar(64) not null,
    user_id     varchar(64),
    project_id  varchar(64),
    start_time  timestamptz not null,
    updated_at  timestamptz not null,
    message     varchar(255)
);
create index instance_actions_of_server on instance_actions (server_id, id desc);

create table instance_action_events (
    id           bigint generated always as identity primary key,
    action_id    bigint not null references instance_actions,
    event        varchar(255) not null,
    host         varchar(255),
    start_time   timestamptz not null,
    finish_time  timestamptz,
    result       varchar(32),
    details      text,
    traceback    text
);
create index instance_action_events_of_action on instance_action_events (action_id, id);

create table hosts (
    name                varchar(255) primary key,
    number              bigint generated always as identity unique,
    service_id          uuid not null default gen_random_uuid(),
    hypervisor_id       uuid not null default gen_random_uuid(),
    availability_zone   varchar(255) not null default 'nova',
    hypervisor_type     varchar(64) not null,
    hypervisor_version  varchar(64) not null,
    host_ip             varchar(64) not null,
    vcpus               integer not null,
    memory_mb           integer not null,
    disk_gb             integer not null,
    -- what the allocations below take in all; changed only together with them
    vcpus_used          integer not null default 0,
    memory_mb_used      integer not null default 0,
    disk_gb_used        integer not null default 0,
    servers             integer not null default 0,
    disabled            boolean not null default false,
    disabled_reason     varchar(255),
    forced_down         boolean not null default false,
    -- whether those who wait for this host have been told that it is down
    down_told           boolean not null default false,
    started_at          timestamptz not null,
    last_seen           timestamptz not null,
    created_at          timestamptz not null
);

create table allocations (
    server_id  uuid primary key,
    host       varchar(255) not null references hosts,
    vcpus      integer not null,
    memory_mb  integer not null,
    disk_gb    integer not null
);
create index allocations_on_host on allocations (host);

create table quota_limits (
    -- a project id, or 'class:default' for the defaults of all projects
    owner     varchar(80) not null,
    resource  varchar(64) not null,
    value     integer not null,
    primary key (owner, resource)
);
