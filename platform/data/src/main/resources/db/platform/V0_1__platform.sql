-- What every service's database has: notifications to be sent, and workflows.

create table outbox (
    id            bigint generated always as identity primary key,
    message_id    uuid        not null,
    event_type    text        not null,
    priority      text        not null,
    resource_id   text        not null,
    publisher_id  text        not null,
    payload       text        not null,
    context       text        not null,
    recorded_at   timestamptz not null
);

-- which process sends them: one row
create table outbox_sender (
    only_one     boolean primary key default true check (only_one),
    owner        text,
    leased_until timestamptz
);

insert into outbox_sender default values;

create table workflow (
    id           uuid        primary key,
    kind         text        not null,
    resource_id  uuid        not null,
    state        text        not null check (state in ('RUNNING', 'WAITING', 'UNDOING', 'DONE', 'FAILED', 'CANCELLED')),
    step         text        not null,
    attempt      int         not null default 1,
    data         text        not null,
    context      text        not null,
    trace_parent text,
    -- how many signals came so far: who goes to wait must have seen them all
    signals      int         not null default 0,
    cancel_asked boolean     not null default false,
    -- why it unwinds
    failure      text,
    -- where it goes forward again after having unwound down to there, and with what
    retry_from   text,
    retry_data   text,
    -- the lease: who works on it, until when, and its number, by which late writes of former holders are refused
    owner        text,
    leased_until timestamptz,
    generation   bigint      not null default 1,
    -- not before then will a sweep look at it
    wake_at      timestamptz not null,
    step_began   timestamptz not null,
    deadline     timestamptz,
    updated_at   timestamptz not null,
    created_at   timestamptz not null default clock_timestamp(),
    finished_at  timestamptz
) with (fillfactor = 70);

create index workflow_to_wake on workflow (wake_at) where finished_at is null;
create index workflow_of_resource on workflow (resource_id, kind) where finished_at is null;
create index workflow_finished on workflow (finished_at) where finished_at is not null;

create table workflow_signal (
    workflow_id uuid        not null references workflow on delete cascade,
    number      int         not null,
    name        text        not null,
    payload     text,
    sent_at     timestamptz not null default clock_timestamp(),
    primary key (workflow_id, number)
);
