-- Deleted images keep their row: an id that was ever used is never given to other bytes.
create table image (
    id                uuid primary key,
    name              text,
    status            text        not null,
    visibility        text        not null,
    owner             text,
    protected         boolean     not null,
    os_hidden         boolean     not null,
    container_format  text,
    disk_format       text,
    min_disk          integer     not null,
    min_ram           integer     not null,
    size              bigint,
    virtual_size      bigint,
    checksum          text,
    os_hash_algo      text,
    os_hash_value     text,
    properties        text        not null,
    tags              text        not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    deleted_at        timestamptz,
    -- where the bytes are, from the moment the image is active
    store_key         text,
    -- the upload that owns the image while it is saving, and until when it is believed to be alive
    upload_id         uuid,
    upload_lease      timestamptz
);

create index image_newest on image (created_at desc, id desc) where status <> 'DELETED';
create index image_owner on image (owner) where status <> 'DELETED';
create index image_name on image (name) where status <> 'DELETED';
create index image_uploads on image (upload_lease) where upload_id is not null;
create index image_properties on image using gin (cast(properties as jsonb) jsonb_path_ops);
create index image_tags on image using gin (cast(tags as jsonb) jsonb_path_ops);

create table image_member (
    image_id    uuid        not null references image (id),
    member      text        not null,
    status      text        not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    primary key (image_id, member)
);

create index image_member_member on image_member (member, image_id);

-- The secret with which download tickets are signed, one for all replicas.
create table ticket_key (
    id          smallint primary key check (id = 1),
    secret      text        not null,
    created_at  timestamptz not null
);
