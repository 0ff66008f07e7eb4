-- Whoever reads or updates a workflow gets its signals without asking again: one line of JSON each, oldest first.

alter table workflow add column signal_log text not null default '';

update workflow w set signal_log = (
    select coalesce(string_agg(json_build_object('name', s.name, 'payload', cast(s.payload as json)) || chr(10), ''
        order by s.number), '')
    from workflow_signal s where s.workflow_id = w.id);

drop table workflow_signal;
