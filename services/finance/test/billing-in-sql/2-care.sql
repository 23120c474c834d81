-- From start and stop messages (JW305, JW307) to records of care.

-- A message names care by the assignment of its municipality, or without one by the product at the provider (IV096).
-- What a message leaves out of the product, the assignment says.
CREATE TABLE message AS
SELECT e.region, e.position, e.data ->> 'youth' AS youth, substring(e.type FROM 'care-(.*)[.]v1') AS kind,
  e.data ->> 'provider' AS provider, own.assignment,
  CASE WHEN own.assignment IS NOT NULL THEN e.data ->> 'municipality' END AS municipality,
  coalesce(e.data ->> 'category', a.category) AS category, coalesce(e.data ->> 'code', a.code) AS code,
  (e.data ->> 'begin')::date AS first_day, (e.data ->> 'end')::date AS last_day, e.data ->> 'reason' AS reason
FROM event e
CROSS JOIN LATERAL (SELECT (e.data ->> 'assignment')::int AS assignment) AS own
LEFT JOIN assignment a ON a.region = e.region AND a.youth = e.data ->> 'youth'
  AND a.municipality = e.data ->> 'municipality' AND a.number = own.assignment
WHERE e.type LIKE 'placements.care-%';

-- One number for all messages about the same care.
CREATE TABLE about AS
SELECT *, dense_rank() OVER (ORDER BY region, youth, provider, municipality, assignment,
  CASE WHEN assignment IS NULL THEN coalesce(category, '') END, CASE WHEN assignment IS NULL THEN coalesce(code, '') END) AS care
FROM message;
CREATE INDEX ON about (care);

-- The first message about care names its product.
CREATE TABLE care AS
SELECT DISTINCT ON (care) care, region, youth, provider, municipality, assignment, category, code
FROM about ORDER BY care, position;

-- A start stands from its first message after the last removal (verwijdering) of it.
CREATE TABLE start AS
SELECT s.care, s.first_day, min(s.position) AS position
FROM about s
WHERE s.kind = 'started' AND NOT EXISTS (
  SELECT FROM about r
  WHERE r.care = s.care AND r.first_day = s.first_day AND r.kind = 'start-withdrawn' AND r.position > s.position)
GROUP BY s.care, s.first_day;
CREATE INDEX ON start (care);

-- A stop (same last day and reason) stands when its last message after that start is not its removal.
CREATE TABLE stop AS
SELECT care, first_day, last_day, reason, min(position) AS position
FROM (
  SELECT m.*, max(m.position) FILTER (WHERE m.kind = 'stop-withdrawn') OVER same AS withdrawn
  FROM about m JOIN start s ON s.care = m.care AND s.first_day = m.first_day AND s.position < m.position
  WHERE m.kind IN ('stopped', 'stop-withdrawn')
  WINDOW same AS (PARTITION BY m.care, m.first_day, m.last_day, m.reason)
) AS said
WHERE kind = 'stopped' AND position > coalesce(withdrawn, 0)
GROUP BY care, first_day, last_day, reason;
CREATE INDEX ON stop (care);

-- Of several stops on one start the definitive one holds, otherwise the last temporary one (reason 20). Between a temporary stop
-- and the definitive one after it the youth was away (OP377).
CREATE TABLE spell AS
SELECT s.care, s.first_day, held.last_day, coalesce(held.reason = '20', false) AS temporary,
  coalesce((
    SELECT max(t.last_day) FROM stop t
    WHERE t.care = s.care AND t.first_day = s.first_day AND t.reason = '20' AND t.last_day < held.last_day AND held.reason <> '20'
  ), held.last_day) AS present_to
FROM start s LEFT JOIN LATERAL (
  SELECT t.last_day, t.reason FROM stop t
  WHERE t.care = s.care AND t.first_day = s.first_day
  ORDER BY (t.reason = '20'), CASE WHEN t.reason = '20' THEN t.last_day END DESC, t.position
  LIMIT 1
) AS held ON true;

-- After a temporary stop a new start goes on with the same record (WPB-K4), also on the day of the stop; after a definitive stop, or
-- when the new start came before the stop, it is a new record.
CREATE TABLE spell_in_record AS
SELECT *, sum((NOT goes_on)::int) OVER (PARTITION BY care ORDER BY first_day) AS record
FROM (
  SELECT *, coalesce(lag(temporary) OVER w AND lag(last_day) OVER w <= first_day, false) AS goes_on
  FROM spell WINDOW w AS (PARTITION BY care ORDER BY first_day)
) AS in_order;

-- Records with the form of care by the contract, otherwise by the category of iJw (JZ020). A category without a code is the
-- contract's only product of it, or none. Nights slept: the day of arrival and not that of departure, also of a temporary one;
-- presence: both.
CREATE TABLE care_record AS
SELECT c.care, c.region, c.youth, c.provider, c.municipality, c.assignment, c.category, c.code, r.days,
  r.nights - away.days AS nights, r.presence - away.days AS presence, p.code AS product,
  coalesce(p.form, CASE c.category WHEN '43' THEN 'verblijf' WHEN '44' THEN 'verblijf' WHEN '46' THEN 'crisisverblijf'
    WHEN '47' THEN 'jeugdreclassering' WHEN '48' THEN 'jeugdbescherming' END, 'ambulant') AS form
FROM (
  SELECT care, daterange(min(first_day), (array_agg(last_day ORDER BY first_day DESC))[1], '[]') AS days,
    range_agg(daterange(first_day, present_to)) AS nights, range_agg(daterange(first_day, present_to, '[]')) AS presence
  FROM spell_in_record GROUP BY care, record
) AS r
JOIN care c USING (care)
LEFT JOIN LATERAL (
  SELECT min(q.code) AS code, min(q.form) AS form FROM product q
  WHERE q.region = c.region AND q.provider = c.provider AND (q.code = c.code OR c.code IS NULL AND q.category = c.category)
  HAVING count(*) = 1
) AS p ON true
-- Whole days away do not count, for the contracts here have no clause on paid absence.
CROSS JOIN LATERAL (
  SELECT coalesce(range_agg(a.days), '{}') AS days FROM absence a
  WHERE a.region = c.region AND a.youth = c.youth AND a.provider = c.provider
) AS away;
CREATE INDEX ON care_record (region, youth);
