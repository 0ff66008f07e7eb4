alter table servers
    -- counts what its host was told to do to its guest: an order that comes late is older than the newest one
    add column last_order bigint not null default 0,
    -- 'owner' or 'admin'; null for one that is not locked
    add column locked_by  varchar(16);
