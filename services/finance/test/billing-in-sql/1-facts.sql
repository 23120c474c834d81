-- What the log says, one row per thing said. Nothing is decided here beyond "the last word counts" and "withdrawn is withdrawn".
-- event(region, position, stream, type, data) and merger(region, first_day, predecessor, successor) were filled by the loader.

-- A region stands as it was last defined.
CREATE TABLE definition AS
SELECT DISTINCT ON (region) region, data, (data -> 'parameters' ->> 'gapToleranceDays')::int AS tolerance,
  (data -> 'parameters' ->> 'wlzStayFrom')::date AS wlz_from, data -> 'parameters' ->> 'partTimeStayPolicy' AS part_time
FROM event WHERE type = 'contracts.region-defined.v1'
ORDER BY region, position DESC;

-- WPB-M1: the municipality that succeeds a code on a day. NULL: it was split up by then, so only an address could tell.
-- A code younger than the day stays as it is.
CREATE FUNCTION code_on(of_region int, code text, day date) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN NOT EXISTS (SELECT FROM merger m WHERE m.region = of_region AND m.predecessor = code_on.code) THEN code_on.code
  ELSE (
    WITH RECURSIVE name(code, since) AS (
      SELECT code_on.code, '-infinity'::date
      UNION ALL
      SELECT m.successor, m.first_day
      FROM name n
      JOIN merger m ON m.region = of_region AND m.predecessor = n.code AND m.first_day <= code_on.day AND m.first_day > n.since
    )
    SELECT name.code FROM name ORDER BY since DESC LIMIT 1
  ) END
$$;

-- Whether two codes are of one municipality, before and after a reorganisation.
CREATE FUNCTION is_same(of_region int, one text, other text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(one = other OR code_on(of_region, one, 'infinity') = code_on(of_region, other, 'infinity'), false)
$$;

-- Whether a municipality went over into another one, at once or through others.
CREATE FUNCTION went_over_into(of_region int, one text, other text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT one <> other AND EXISTS (
    SELECT FROM merger m WHERE m.region = of_region AND code_on(of_region, one, m.first_day) = other)
$$;

-- Who pays the providers on a day: the organisation, or each municipality.
CREATE FUNCTION paid_by_organisation(of_region int, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT p ->> 'by' = 'organisation'
    FROM definition d CROSS JOIN LATERAL jsonb_array_elements(d.data -> 'providersPaidBy') WITH ORDINALITY AS listed(p, nr)
    WHERE d.region = of_region AND (p ->> 'from')::date <= paid_by_organisation.day
    ORDER BY nr DESC LIMIT 1), false)
$$;

CREATE TABLE youth AS
SELECT DISTINCT ON (region, youth) region, data ->> 'youth' AS youth, (data ->> 'birth')::date AS birth
FROM event CROSS JOIN LATERAL (SELECT data ->> 'youth' AS youth) AS y
WHERE type IN ('placements.youth-registered.v1', 'placements.birth-date-corrected.v1')
ORDER BY region, youth, position DESC;

-- Residence facts that hold. A withdrawal reaches what was recorded under its id before, and nothing recorded after it.
CREATE TABLE fact AS
SELECT e.region, e.data ->> 'youth' AS youth, e.position,
  (e.data ->> 'recordedOn')::date AS recorded,
  f ->> 'kind' AS kind, f ->> 'municipality' AS municipality, f ->> 'address' AS address, f ->> 'holder' AS holder,
  f ->> 'form' AS form, (f ->> 'regular')::boolean AS regular, (f ->> 'jjiLinked')::boolean AS jji_linked,
  (f ->> 'on')::date AS asked_on,
  daterange((f ->> 'from')::date, (f ->> 'to')::date, '[]') AS days
FROM event e CROSS JOIN LATERAL (SELECT e.data -> 'fact' AS f) AS said
WHERE e.type = 'placements.residence-fact-recorded.v1'
  AND NOT EXISTS (
    SELECT FROM event w
    WHERE w.region = e.region AND w.type = 'placements.residence-fact-withdrawn.v1' AND w.position > e.position
      AND w.data ->> 'youth' = e.data ->> 'youth' AND w.data ->> 'factId' = f ->> 'id'
  );
CREATE INDEX ON fact (region, youth, kind);

-- A contract replaces the earlier one of its provider as a whole.
CREATE TABLE contract AS
SELECT DISTINCT ON (region, provider) region, data ->> 'provider' AS provider, data
FROM event CROSS JOIN LATERAL (SELECT data ->> 'provider' AS provider) AS p
WHERE type = 'contracts.contract-agreed.v1'
ORDER BY region, provider, position DESC;

CREATE TABLE product AS
SELECT region, provider, p ->> 'code' AS code, p ->> 'category' AS category, p ->> 'form' AS form,
  p ->> 'unit' AS unit,
  -- Etmalen of a product other than a stay are counted by nights.
  CASE WHEN p ->> 'form' IN ('verblijf', 'pleegzorg', 'gezinshuis', 'jeugdzorgplus', 'kleinschalig', 'crisisverblijf', 'ggz-verblijf',
    'jji', 'wmo-opvang', 'beschermd-wonen') THEN p -> 'counting' ->> 'method' ELSE 'NIGHT' END AS method
FROM contract CROSS JOIN LATERAL jsonb_array_elements(data -> 'products') AS p;
CREATE INDEX ON product (region, provider);

-- An assignment (toewijzing) has a number of its municipality (TR332); the last decision on it stands.
CREATE TABLE assignment AS
SELECT DISTINCT ON (region, youth, municipality, number) region, youth, municipality, number,
  data ->> 'category' AS category, data ->> 'code' AS code,
  (data ->> 'from')::date AS first_day, (data ->> 'to')::date AS last_day
FROM event CROSS JOIN LATERAL (
  SELECT data ->> 'youth' AS youth, data ->> 'municipality' AS municipality, (data ->> 'number')::int AS number
) AS key
WHERE type = 'placements.assignment-decided.v1'
ORDER BY region, youth, municipality, number, position DESC;

CREATE TABLE absence AS
SELECT region, data ->> 'youth' AS youth, data ->> 'provider' AS provider,
  daterange((data ->> 'from')::date, (data ->> 'to')::date, '[]') AS days
FROM event WHERE type = 'placements.absence-recorded.v1';
CREATE INDEX ON absence (region, youth);
