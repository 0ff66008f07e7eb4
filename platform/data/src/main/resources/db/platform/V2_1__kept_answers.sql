-- What requests with an Idempotency-Key were answered: written in the transaction of what they did, kept for a day.
-- Key, body and answer do not stand here: the first two are hashes, the answer is sealed with the key.

create table kept_answer (
    request     text        not null,
    fingerprint text        not null,
    answer      text        not null,
    kept_at     timestamptz not null,
    constraint kept_answer_once primary key (request)
);

create index kept_answer_age on kept_answer (kept_at);
