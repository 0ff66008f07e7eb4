create table basket (
    errand uuid not null,
    item   text not null,
    primary key (errand, item)
);
