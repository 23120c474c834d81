-- Who is responsible on each day asked about, and from that the parts of each line.

-- WPB-O1: what was decided or agreed for the day comes first, under its code of the day. U1: nothing applies, or the municipality
-- was split up. Nobody is billed then.
CREATE TABLE responsible AS
SELECT k.question, k.region, k.month, k.youth, k.purpose, k.day, answer.*
FROM (SELECT known.*, q.month, q.purpose FROM known JOIN question q USING (question)) AS k
LEFT JOIN under_new_law n USING (question, day)
LEFT JOIN under_old_law o USING (question, day)
CROSS JOIN LATERAL (
  SELECT code_on(k.region, CASE WHEN k.decided IS NULL THEN coalesce(n.code, o.code) ELSE nullif(k.decided, '9999') END, k.day)
    AS municipality
  OFFSET 0 -- Once per day, however often it is named below.
) AS today
CROSS JOIN LATERAL (
  SELECT today.municipality,
    CASE WHEN today.municipality IS NULL THEN CASE WHEN k.day < '2022-01-01' THEN 'WPB-2015-U1' ELSE 'WPB-2022-U1' END
      WHEN k.decided IS NOT NULL THEN 'WPB-O1'
      ELSE coalesce(n.rule, o.rule) END AS rule,
    CASE WHEN k.decided IS NULL THEN n.chain_start END AS chain_start,
    CASE WHEN k.decided IS NULL THEN n.reference_day END AS reference_day
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
CROSS JOIN LATERAL (VALUES ('cents', l.cents), ('volume', l.sign * l.volume)) AS what(name, total)
CROSS JOIN LATERAL (SELECT abs(what.total)::numeric * p.days AS product) AS by_days
CROSS JOIN LATERAL (SELECT div(by_days.product, p.all_days) AS exact, mod(by_days.product, p.all_days) AS remainder) AS due
WINDOW w AS (PARTITION BY p.line, what.name ORDER BY due.remainder DESC, p.part);

CREATE TABLE billed AS
SELECT l.region, l.month, json_build_object(
  'part', p.part, 'youth', l.youth, 'provider', l.provider, 'reference', l.said ->> 'reference',
  'category', l.category, 'code', l.code, 'unit', l.said ->> 'unit', 'periodFrom', l.said ->> 'from', 'periodTo', l.said ->> 'to',
  'from', p.first_day, 'to', p.last_day, 'days', l.sign * p.days, 'volume', v.amount,
  'tariffCents', (l.said ->> 'tariffCents')::bigint, 'cents', c.amount,
  -- Who is billed, and who pays the provider (WPB-P1), exist on the last day of the month billed; a payer that succeeded who is
  -- billed is the same one, and where the organisation pays there is none.
  'municipality', party.billed, 'municipalityOfDays', p.municipality,
  'payer', CASE WHEN paid_by_organisation(l.region, month_end) THEN NULL
    WHEN party.billed IS NOT NULL AND went_over_into(l.region, party.billed, party.payer) THEN party.billed ELSE party.payer END,
  'rule', p.rule, 'chainStart', p.chain_start, 'referenceDay', p.reference_day, 'ground', d.ground) AS line
FROM part p
JOIN line l USING (line)
JOIN divided d USING (line)
CROSS JOIN LATERAL (SELECT ((l.month || '-01')::date + interval '1 month - 1 day')::date AS month_end) AS billed_month
CROSS JOIN LATERAL (
  SELECT code_on(l.region, p.municipality, month_end) AS billed, coalesce(code_on(l.region, l.payer, month_end), l.payer) AS payer
) AS party
JOIN share c ON c.line = p.line AND c.part = p.part AND c.name = 'cents'
JOIN share v ON v.line = p.line AND v.part = p.part AND v.name = 'volume';
