-- Networks, subnets, ports and what belongs to them.

create table network (
    id                    uuid         primary key,
    project_id            text         not null,
    name                  text         not null,
    description           text         not null,
    admin_state_up        boolean      not null,
    shared                boolean      not null,
    external              boolean      not null,
    port_security_enabled boolean      not null,
    mtu                   int          not null,
    network_type          text         not null,
    -- empty where the type has none
    physical_network      text         not null,
    -- 0 where the type has none
    segmentation_id       bigint       not null,
    tags                  varchar(255)[] not null,
    revision_number       int          not null,
    created_at            timestamptz  not null,
    updated_at            timestamptz  not null
);
create index network_of_project on network (project_id);
create index network_for_all on network (id) where shared or external;

-- Which segments are taken. The row is made before the network's, in the same transaction.
create table segment_allocation (
    network_type     text   not null,
    physical_network text   not null,
    segmentation_id  bigint not null,
    network_id       uuid   not null references network on delete cascade deferrable initially deferred,
    primary key (network_type, physical_network, segmentation_id)
);
create index segment_of_network on segment_allocation (network_id);

create table subnet (
    id                uuid           primary key,
    network_id        uuid           not null constraint subnet_network references network,
    project_id        text           not null,
    name              text           not null,
    description       text           not null,
    ip_version        int            not null,
    cidr              text           not null,
    gateway_ip        text,
    allocation_pools  text           not null,
    dns_nameservers   varchar(255)[] not null,
    host_routes       text           not null,
    enable_dhcp       boolean        not null,
    ipv6_ra_mode      text,
    ipv6_address_mode text,
    tags              varchar(255)[] not null,
    revision_number   int            not null,
    created_at        timestamptz    not null,
    updated_at        timestamptz    not null
);
create index subnet_of_network on subnet (network_id);
create index subnet_of_project on subnet (project_id);

-- Numbers of bindings count up over all ports, so that a port which is made again under its id never repeats one.
create sequence binding_generation;

create table port (
    id                    uuid           primary key,
    network_id            uuid           not null constraint port_network references network,
    project_id            text           not null,
    name                  text           not null,
    description           text           not null,
    mac_address           text           not null,
    admin_state_up        boolean        not null,
    status                text           not null,
    device_id             text           not null,
    device_owner          text           not null,
    port_security_enabled boolean        not null,
    -- made by bindPorts, to go with its server
    made_for_server       boolean        not null,
    vnic_type             text           not null,
    binding_profile       text           not null,
    -- empty: not bound
    binding_host          text           not null,
    vif_type              text           not null,
    binding_generation    bigint         not null,
    -- when the agent is to be told (again) to wire it; null: wired, or not bound
    wire_due_at           timestamptz,
    tags                  varchar(255)[] not null,
    revision_number       int            not null,
    created_at            timestamptz    not null,
    updated_at            timestamptz    not null,
    constraint port_mac unique (network_id, mac_address)
);
create index port_of_project on port (project_id);
create index port_of_device on port (device_id) where device_id <> '';
create index port_on_host on port (binding_host) where binding_host <> '';
create index port_to_wire on port (wire_due_at) where wire_due_at is not null;

-- Which addresses are taken: texts in canonical form.
create table port_address (
    subnet_id  uuid not null constraint port_address_subnet references subnet,
    ip_address text not null,
    port_id    uuid not null references port on delete cascade,
    position   int  not null,
    primary key (subnet_id, ip_address)
);
create index address_of_port on port_address (port_id);
create index address_text on port_address (ip_address);

create table security_group (
    id              uuid           primary key,
    project_id      text           not null,
    name            text           not null,
    description     text           not null,
    stateful        boolean        not null,
    is_default      boolean        not null,
    tags            varchar(255)[] not null,
    revision_number int            not null,
    created_at      timestamptz    not null,
    updated_at      timestamptz    not null
);
create index security_group_of_project on security_group (project_id);
create unique index security_group_default on security_group (project_id) where is_default;

create table security_group_rule (
    id                uuid        primary key,
    security_group_id uuid        not null constraint rule_group references security_group on delete cascade,
    project_id        text        not null,
    description       text        not null,
    direction         text        not null,
    ethertype         text        not null,
    protocol          text,
    port_range_min    int,
    port_range_max    int,
    remote_ip_prefix  text,
    remote_group_id   uuid        constraint rule_remote_group references security_group on delete cascade,
    tags              varchar(255)[] not null default '{}',
    revision_number   int         not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    -- what the rule says, as one text: the same rule twice in a group is refused
    content           text        not null,
    constraint rule_once unique (security_group_id, content)
);
create index rule_of_project on security_group_rule (project_id);
create index rule_by_remote_group on security_group_rule (remote_group_id) where remote_group_id is not null;

create table port_security_group (
    port_id           uuid not null references port on delete cascade,
    security_group_id uuid not null constraint port_security_group_group references security_group,
    primary key (port_id, security_group_id)
);
create index port_of_security_group on port_security_group (security_group_id);

-- Projects with limits of their own; all others have the defaults.
create table quota (
    project_id text   not null,
    resource   text   not null,
    hard_limit bigint not null,
    primary key (project_id, resource)
);

create table agent (
    id             uuid        primary key,
    agent_type     text        not null,
    host           text        not null,
    binary_name    text        not null,
    description    text        not null,
    admin_state_up boolean     not null,
    configurations text        not null,
    started_at     timestamptz not null,
    created_at     timestamptz not null,
    heartbeat_at   timestamptz not null,
    constraint agent_on_host unique (agent_type, host)
);
create index agent_of_host on agent (host);

-- Events that compute has not confirmed yet.
create table server_event (
    id         bigint generated always as identity primary key,
    server_id  uuid        not null,
    port_id    uuid        not null,
    name       text        not null,
    status     text        not null,
    due_at     timestamptz not null,
    attempts   int         not null
);
create index server_event_due on server_event (due_at);
create index server_event_of_port on server_event (port_id);
