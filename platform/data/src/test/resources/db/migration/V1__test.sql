create table thing (
    id    uuid primary key,
    name  text not null,
    count int  not null default 0,
    notes text,
    constraint thing_name unique (name)
);
