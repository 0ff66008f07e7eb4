alter table hosts
    -- by the host's own clock: what it said before is out of date, however late it comes
    add column reported_at timestamptz,
    -- when it said goodbye; null while it is there, and for one that went without a word
    add column left_at timestamptz;

alter table servers
    -- when somebody last began to look for another host for it
    add column move_tried_at timestamptz;
