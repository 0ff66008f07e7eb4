-- Routers, floating addresses, quality of service, and which network node does what.

create table router (
    id                 uuid           primary key,
    project_id         text           not null,
    name               text           not null,
    description        text           not null,
    admin_state_up     boolean        not null,
    status             text           not null,
    gateway_network_id uuid           constraint router_gateway_network references network,
    gateway_port_id    uuid           constraint router_gateway_port references port,
    enable_snat        boolean        not null,
    routes             text           not null,
    tags               varchar(255)[] not null,
    revision_number    int            not null,
    created_at         timestamptz    not null,
    updated_at         timestamptz    not null
);
create index router_of_project on router (project_id);
create index router_of_gateway_network on router (gateway_network_id);
create index router_of_gateway_port on router (gateway_port_id);

create table floatingip (
    id                  uuid           primary key,
    project_id          text           not null,
    description         text           not null,
    floating_network_id uuid           not null constraint floatingip_network references network,
    -- holds the address on the external network
    floating_port_id    uuid           not null constraint floatingip_port references port,
    floating_ip_address text           not null,
    -- free: both null, and no router
    fixed_port_id       uuid           constraint floatingip_fixed_port references port,
    fixed_ip_address    text,
    router_id           uuid           constraint floatingip_router references router,
    status              text           not null,
    tags                varchar(255)[] not null,
    revision_number     int            not null,
    created_at          timestamptz    not null,
    updated_at          timestamptz    not null,
    constraint floatingip_fixed_once unique (floating_network_id, fixed_port_id, fixed_ip_address)
);
create index floatingip_of_project on floatingip (project_id);
create index floatingip_of_port on floatingip (floating_port_id);
create index floatingip_of_fixed_port on floatingip (fixed_port_id) where fixed_port_id is not null;
create index floatingip_of_router on floatingip (router_id) where router_id is not null;

create table port_forwarding (
    id                  uuid        primary key,
    floatingip_id       uuid        not null constraint forwarding_floatingip references floatingip,
    internal_port_id    uuid        not null constraint forwarding_port references port,
    internal_ip_address text        not null,
    protocol            text        not null,
    external_port_first int         not null,
    external_port_last  int         not null,
    internal_port_first int         not null,
    internal_port_last  int         not null,
    description         text        not null,
    created_at          timestamptz not null,
    constraint forwarding_once unique (floatingip_id, protocol, external_port_first)
);
create index forwarding_of_port on port_forwarding (internal_port_id);

-- Numbers of plans and of states of security groups: drawn before the rows are read, so of two plans the one with the
-- higher number has seen all that the other one has.
create sequence plan_revision;

-- Which network node runs a router, or serves addresses on a network, and how far its agent has come.
create table hosting (
    -- a router or a network
    resource_id    uuid        primary key,
    -- ROUTER or DHCP
    kind           text        not null,
    -- empty: an administrator has taken it from its agent, and nobody else is to take it up
    host           text        not null,
    told_revision  bigint      not null,
    ready_revision bigint      not null,
    -- of the plan that was told last
    digest         text        not null,
    -- when to compare the rows with what was told, or to tell again what was not confirmed
    due_at         timestamptz not null
);
create index hosting_on_host on hosting (host, kind);
create index hosting_due on hosting (due_at) where host <> '';

create table qos_policy (
    id              uuid           primary key,
    project_id      text           not null,
    name            text           not null,
    description     text           not null,
    shared          boolean        not null,
    is_default      boolean        not null,
    tags            varchar(255)[] not null,
    revision_number int            not null,
    created_at      timestamptz    not null,
    updated_at      timestamptz    not null
);
create index qos_policy_of_project on qos_policy (project_id);

create table bandwidth_limit_rule (
    id             uuid primary key,
    qos_policy_id  uuid not null constraint limit_of_policy references qos_policy on delete cascade,
    direction      text not null,
    max_kbps       int  not null,
    max_burst_kbps int  not null,
    constraint limit_once unique (qos_policy_id, direction)
);

alter table network add qos_policy_id uuid constraint network_qos_policy references qos_policy;
create index network_of_qos_policy on network (qos_policy_id) where qos_policy_id is not null;

alter table port add qos_policy_id uuid constraint port_qos_policy references qos_policy;
alter table port add allowed_address_pairs text not null default '[]';
alter table port add extra_dhcp_opts text not null default '[]';
create index port_of_qos_policy on port (qos_policy_id) where qos_policy_id is not null;
