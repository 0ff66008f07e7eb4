-- Ports that are wired on a second host before their server goes there.
create table port_move (
    port_id     uuid   primary key references port on delete cascade,
    host        text   not null,
    -- of the binding that it is to become
    generation  bigint not null,
    vif_type    text   not null
);

create index port_move_to_host on port_move (host);
