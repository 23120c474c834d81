-- Who is responsible on each day asked about, and from that the parts of each line.

-- WPB-O1: what was decided or agreed for the day comes first; its code passes to a successor, and stays when it was split up.
-- U1: nothing applies, or the municipality was split up. Nobody is billed then.
CREATE TABLE responsible AS
SELECT k.question, k.region, k.month, k.youth, k.purpose, k.day, answer.*
FROM (SELECT known.*, q.month, q.purpose FROM known JOIN question q USING (question)) AS k
LEFT JOIN under_new_law n USING (question, day)
LEFT JOIN under_old_law o USING (question, day)
CROSS JOIN LATERAL (
  SELECT code_on(k.region, coalesce(n.code, o.code), k.day) AS municipality, coalesce(code_on(k.region, k.decided, k.day), k.decided) AS decided
  OFFSET 0 -- Once per day, however often it is named below.
) AS today
CROSS JOIN LATERAL (
  SELECT coalesce(today.decided, today.municipality) AS municipality,
    CASE WHEN today.decided IS NOT NULL THEN 'WPB-O1'
      WHEN today.municipality IS NOT NULL THEN coalesce(n.rule, o.rule)
      WHEN k.day < '2022-01-01' THEN 'WPB-2015-U1' ELSE 'WPB-2022-U1' END AS rule,
    CASE WHEN today.decided IS NULL THEN n.chain_start END AS chain_start,
    CASE WHEN today.decided IS NULL THEN n.reference_day END AS reference_day
) AS answer;
CREATE INDEX ON responsible (region, month, youth, day);

-- Counted days per municipality and ground, in order of first day: the parts of a line.
CREATE TABLE part AS
SELECT l.line, row_number() OVER (PARTITION BY l.line ORDER BY min(r.day)) AS part, min(r.day) AS first_day, max(r.day) AS last_day,
  count(*) AS days, sum(count(*)) OVER (PARTITION BY l.line) AS all_days, r.municipality, r.rule, r.chain_start, r.reference_day
FROM divided l JOIN responsible r
  ON r.region = l.region AND r.month = l.month AND r.youth = l.youth AND r.purpose = 'lines' AND l.divided_by @> r.day
GROUP BY l.line, r.municipality, r.rule, r.chain_start, r.reference_day;

-- A whole number by days: every part rounded down, units left over to the largest remainders, ties to the earliest part; a
-- negative amount mirrors a positive one.
CREATE TABLE share AS
SELECT p.line, p.part, what.name,
  sign(what.total) * (floor(due.exact) + (row_number() OVER w <= abs(what.total) - sum(floor(due.exact)) OVER (PARTITION BY p.line, what.name))::int) AS amount
FROM part p JOIN line l USING (line)
CROSS JOIN LATERAL (VALUES ('cents', l.cents), ('volume', l.volume)) AS what(name, total)
CROSS JOIN LATERAL (SELECT abs(what.total)::numeric * p.days AS product) AS by_days
CROSS JOIN LATERAL (SELECT div(by_days.product, p.all_days) AS exact, mod(by_days.product, p.all_days) AS remainder) AS due
WINDOW w AS (PARTITION BY p.line, what.name ORDER BY due.remainder DESC, p.part);

CREATE TABLE billed AS
SELECT l.region, l.month, json_build_object(
  'part', p.part, 'youth', l.youth, 'provider', l.provider, 'reference', l.said ->> 'reference',
  'category', l.category, 'code', l.code, 'unit', l.said ->> 'unit', 'periodFrom', l.said ->> 'from', 'periodTo', l.said ->> 'to',
  'from', p.first_day, 'to', p.last_day, 'days', p.days, 'volume', v.amount,
  'tariffCents', (l.said ->> 'tariffCents')::bigint, 'cents', c.amount, 'municipality', p.municipality,
  -- WPB-P1: who received the declaration pays the provider, under its code of these days.
  'payer', coalesce(code_on(l.region, l.payer, p.first_day), l.payer),
  'rule', p.rule, 'chainStart', p.chain_start, 'referenceDay', p.reference_day, 'ground', d.ground) AS line
FROM part p
JOIN line l USING (line)
JOIN divided d USING (line)
JOIN share c ON c.line = p.line AND c.part = p.part AND c.name = 'cents'
JOIN share v ON v.line = p.line AND v.part = p.part AND v.name = 'volume';
