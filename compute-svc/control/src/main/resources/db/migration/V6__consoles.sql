-- Who may open which console. The token itself is not kept, only what it is recognised by.
create table console_token (
    hash       varchar(64)              primary key,
    server_id  uuid                     not null,
    host       varchar(255)             not null,
    kind       varchar(16)              not null,
    expires_at timestamp with time zone not null
);
create index console_token_expiry on console_token (expires_at);
