-- What is noted of the lines of an upload: the last memo of a serial counts.
alter table fee_upload add column memo_serials text[] not null default '{}', add column memos text[] not null default '{}';
