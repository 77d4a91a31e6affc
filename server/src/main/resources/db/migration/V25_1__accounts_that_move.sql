-- Accounts that move with the insurance (关系转移): out to a region elsewhere, in from one, or between two regions of this
-- server. Rows are only added. What became of each, and of each withdrawal, is in review: one person asks, another reviews.
--
-- agency and reference: the other side, and its document.
-- current_fen, prior_fen: of a move in what came, current_fen being money of the year money_year; else 0, for what moves
-- is the balance at the review.

create table account_move (
    psn_no       varchar(30)   not null,
    move_id      varchar(30)   not null,
    direction    varchar(10)   not null,
    from_region  char(6)       not null,
    to_region    char(6)       not null,
    agency       varchar(200)  not null,
    reference    varchar(60)   not null,
    current_fen  bigint        not null check (current_fen >= 0),
    prior_fen    bigint        not null check (prior_fen >= 0),
    money_year   integer       not null,
    asked_at     timestamptz   not null,
    clerk        varchar(60)   not null,
    primary key (psn_no, move_id),
    check (from_region <> to_region)
);

alter table withdrawal_end rename to review;
alter table review rename column withdrawal_id to request_id;

update review set ended = 'done' where ended = 'paid';
