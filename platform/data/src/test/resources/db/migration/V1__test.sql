create table thing (
    id    uuid primary key,
    name  text not null,
    count int  not null default 0,
    notes text,
    constraint thing_name unique (name)
);

-- one row for each time something was done in the database: exactly once means one
create table tally (
    id       bigint generated always as identity primary key,
    resource uuid not null,
    what     text not null
);

create table arrival (
    resource uuid primary key
);
