-- The event log in PostgreSQL 15 or later. Safe at any time, also in several processes at once: it only creates missing objects.
select pg_advisory_xact_lock(hashtextextended('regieboek.log/migrate', 0));

create schema if not exists log;

-- Data and meta are JSON stored as text: jsonb takes 1.6 µs per event to serialize again, and changes the text.
create table if not exists log.event (
  region text collate "C" not null,
  position bigint not null check (position > 0),
  stream text collate "C" not null,
  revision integer not null check (revision >= 0),
  id uuid not null,
  type text collate "C" not null,
  data text not null,
  meta text not null,
  recorded_at_ms bigint not null,
  primary key (region, position),
  unique (stream, revision)
);

-- Large data is stored uncompressed: decompressing it took a third of the time of reading a region. Existing rows stay unchanged.
do $$
begin
  if exists (select from pg_attribute where attrelid = 'log.event'::regclass and attname = 'data' and attstorage <> 'e') then
    alter table log.event alter column data set storage external;
  end if;
end $$;

create or replace function log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'log.event is never changed: append an event that corrects the earlier one';
end $$;

create or replace trigger event_is_never_changed before update or delete or truncate on log.event
  for each statement execute function log.refuse_change();

-- Executes appends to one region, in order. Returns for each the revision and position of its last event, or a null position and the
-- stream's actual revision (-1 when it does not exist). Lists of text are joined by U+001E, which JSON and checked names never contain.
-- The region's lock is held until the commit, so positions are assigned in the order in which they become visible. Other scans are
-- disabled because a plan made while the table was empty would otherwise stay in use while it grows.
create or replace function log.append(
  p_region text, p_streams text, p_expected integer[], p_counts integer[], p_metas text, p_at_ms bigint[],
  p_ids text, p_types text, p_data text
) returns table (last_revision integer, last_position bigint)
language plpgsql set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  separator constant text := chr(30);
  streams constant text[] := string_to_array(p_streams, separator);
  metas constant text[] := string_to_array(p_metas, separator);
  ids constant uuid[] := string_to_array(p_ids, separator)::uuid[];
  types constant text[] := string_to_array(p_types, separator);
  datas constant text[] := string_to_array(p_data, separator);
  head bigint;
  at_ms bigint;
  low integer := 1;
  high integer;
  actual integer;
  resent integer;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'the event log needs transactions that are "read committed": reset default_transaction_isolation';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('regieboek.log/' || p_region, 0));
  select e.position, e.recorded_at_ms into head, at_ms
    from log.event e where e.region = p_region order by e.position desc limit 1;
  head := coalesce(head, 0);
  for i in 1 .. cardinality(streams) loop
    high := low + p_counts[i] - 1;
    select e.revision into actual from log.event e where e.stream = streams[i] order by e.revision desc limit 1;
    last_revision := coalesce(actual, -1);
    last_position := null;
    if last_revision = p_expected[i] then
      at_ms := greatest(at_ms, coalesce(p_at_ms[i], floor(extract(epoch from clock_timestamp()) * 1000)::bigint));
      if low = high then
        insert into log.event (region, position, stream, revision, id, type, data, meta, recorded_at_ms) values
          (p_region, head + 1, streams[i], p_expected[i] + 1, ids[low], types[low], datas[low], metas[i], at_ms);
      else
        insert into log.event (region, position, stream, revision, id, type, data, meta, recorded_at_ms)
          select p_region, head + n, streams[i], p_expected[i] + n, new.id, new.type, new.data, metas[i], at_ms
          from unnest(ids[low:high], types[low:high], datas[low:high]) with ordinality as new (id, type, data, n);
      end if;
      head := head + p_counts[i];
      last_revision := p_expected[i] + p_counts[i];
      last_position := head;
    elsif last_revision > p_expected[i] then
      select count(*), max(e.position) into resent, last_position
        from unnest(ids[low:high]) with ordinality as sent (id, n)
        join log.event e on e.stream = streams[i] and e.revision = p_expected[i] + sent.n and e.id = sent.id;
      if resent = p_counts[i] then
        last_revision := p_expected[i] + p_counts[i];
      else
        last_position := null;
      end if;
    end if;
    low := high + 1;
    return next;
  end loop;
end $$;

-- Records events of one region as another log recorded them. Events that are there already must be the same. Returns the first position
-- that holds another event, or that does not follow the last one; null when all are recorded.
create or replace function log.restore(
  p_region text, p_positions bigint[], p_streams text, p_revisions integer[], p_ids text, p_types text, p_data text, p_metas text,
  p_at_ms bigint[]
) returns bigint
language plpgsql set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  separator constant text := chr(30);
  head bigint;
  wrong bigint;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'the event log needs transactions that are "read committed": reset default_transaction_isolation';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('regieboek.log/' || p_region, 0));
  select coalesce(max(e.position), 0) into head from log.event e where e.region = p_region;
  if p_positions[1] > head + 1 then
    return head + 1;
  end if;
  if p_positions[1] <= head then
    select min(given.position) into wrong
      from unnest(
        p_positions, string_to_array(p_streams, separator), p_revisions, string_to_array(p_ids, separator)::uuid[],
        string_to_array(p_types, separator), string_to_array(p_data, separator), string_to_array(p_metas, separator), p_at_ms
      ) as given (position, stream, revision, id, type, data, meta, recorded_at_ms)
      left join log.event e on e.region = p_region and e.position = given.position
      where given.position <= head
        and (e.stream, e.revision, e.id, e.type, e.data, e.meta, e.recorded_at_ms)
          is distinct from (given.stream, given.revision, given.id, given.type, given.data, given.meta, given.recorded_at_ms);
    if wrong is not null then
      return wrong;
    end if;
  end if;
  insert into log.event (region, position, stream, revision, id, type, data, meta, recorded_at_ms)
    select p_region, given.*
    from unnest(
      p_positions, string_to_array(p_streams, separator), p_revisions, string_to_array(p_ids, separator)::uuid[],
      string_to_array(p_types, separator), string_to_array(p_data, separator), string_to_array(p_metas, separator), p_at_ms
    ) as given (position, stream, revision, id, type, data, meta, recorded_at_ms)
    where given.position > head;
  return null;
end $$;
