-- Approved lines of concluded declarations (ADR 3: the month of the declaration is the billing month), and the days that each is
-- divided by.

CREATE TABLE line AS
SELECT row_number() OVER () AS line, e.region, d.period AS month, l ->> 'youth' AS youth, d.provider, d.payer, l AS said,
  (l ->> 'assignment')::int AS assignment, l ->> 'category' AS category, l ->> 'code' AS code,
  l ->> 'reference' AS reference, l ->> 'previous' AS previous,
  daterange((l ->> 'from')::date, (l ->> 'to')::date, '[]') AS days,
  (l ->> 'cents')::bigint AS cents, (l ->> 'volume')::bigint AS volume,
  -- Volume and days of a credit have the sign of its amount, also where that is nothing.
  CASE WHEN (l ->> 'cents')::bigint < 0 OR (l ->> 'cents')::bigint = 0 AND l ->> 'previous' IS NOT NULL THEN -1 ELSE 1 END AS sign
FROM (
  SELECT region, stream, data ->> 'period' AS period, data ->> 'provider' AS provider, data ->> 'municipality' AS payer
  FROM event h
  WHERE type = 'finance.declaration-received.v1' AND EXISTS (
    SELECT FROM event c WHERE c.region = h.region AND c.stream = h.stream AND c.type = 'finance.declaration-decided.v1')
) AS d
JOIN event e ON e.region = d.region AND e.stream = d.stream AND e.type = 'finance.declaration-lines-decided.v1'
CROSS JOIN LATERAL jsonb_array_elements(e.data -> 'lines') AS l
WHERE l -> 'codes' = '[]' AND l ->> 'youth' IS NOT NULL;
CREATE INDEX ON line (region, youth);

-- A credit is divided as its debit was: by the care of the municipality that received the debit, which a reorganisation may have
-- ended since.
CREATE TABLE sent AS
SELECT l.line, coalesce((
  SELECT d.payer FROM line d
  WHERE d.region = l.region AND d.youth = l.youth AND d.provider = l.provider AND d.reference = l.previous AND d.previous IS NULL
    AND (d.payer = l.payer OR went_over_into(l.region, d.payer, l.payer))
  ORDER BY (d.payer = l.payer) DESC, d.payer LIMIT 1
), l.payer) AS first_payer
FROM line l;

-- Care on the assignment of a line at the provider: that of the municipality itself, or around a reorganisation of the same one
-- under another code.
CREATE TABLE care_of_line AS
SELECT * FROM (
  SELECT l.line, l.days AS period, l.said ->> 'unit' AS unit, r.days, p.method,
    CASE p.method WHEN 'NIGHT' THEN r.nights WHEN 'PRESENCE' THEN r.presence END AS counted,
    r.municipality = s.first_payer AS of_payer, bool_or(r.municipality = s.first_payer) OVER (PARTITION BY l.line) AS any_of_payer
  FROM line l JOIN sent s USING (line)
  JOIN care_record r ON r.region = l.region AND r.youth = l.youth AND r.provider = l.provider AND r.assignment = l.assignment
    AND is_same(l.region, r.municipality, s.first_payer)
  -- The line names its product, and so how it is counted.
  LEFT JOIN product p ON p.region = l.region AND p.provider = l.provider AND p.code = l.code
) AS own
WHERE of_payer OR NOT any_of_payer;
CREATE INDEX ON care_of_line (line);

-- Etmalen (unit 14) are divided by stay days; all else, and a stay without countable days, by days of care; outside the reported
-- care, and without any, by the days of the period itself.
CREATE TABLE divided AS
SELECT l.*,
  CASE WHEN NOT isempty(stay.days) THEN 'stay-days' WHEN NOT isempty(care.days) THEN 'care-days' ELSE 'period-days' END AS ground,
  CASE WHEN NOT isempty(stay.days) THEN stay.days WHEN NOT isempty(care.days) THEN care.days
    ELSE datemultirange(l.days) END AS divided_by,
  NOT EXISTS (SELECT FROM care_of_line c WHERE c.line = l.line) AS unreported
FROM line l
CROSS JOIN LATERAL (
  SELECT coalesce(range_agg(c.counted * datemultirange(c.period)), '{}') AS days
  FROM care_of_line c WHERE c.line = l.line AND c.unit = '14' AND c.counted IS NOT NULL
) AS stay
CROSS JOIN LATERAL (
  SELECT coalesce(range_agg(c.days * c.period), '{}') AS days FROM care_of_line c WHERE c.line = l.line
) AS care;

-- Care known only by an approved line: no start was sent on its assignment, and no credit took it back as a whole.
CREATE TABLE evidence_line AS
SELECT l.* FROM divided l
WHERE l.unreported AND l.previous IS NULL AND NOT EXISTS (
  SELECT FROM line c
  WHERE c.region = l.region AND c.youth = l.youth AND c.provider = l.provider AND c.previous = l.reference
    AND c.assignment = l.assignment AND c.cents = -l.cents AND is_same(l.region, c.payer, l.payer));

-- It lasts from the first day of the assignment to its end, or where that is open to the end of the last line on it; without a
-- known assignment for the period of the line. The last line names the product.
CREATE TABLE evidence AS
SELECT e.region, e.youth, e.provider, e.code, e.days,
  coalesce(p.form, CASE WHEN e.category IN ('43', '44') THEN 'verblijf' WHEN e.category = '46' THEN 'crisisverblijf'
    WHEN e.category = '47' THEN 'jeugdreclassering' WHEN e.category = '48' THEN 'jeugdbescherming' ELSE 'ambulant' END) AS form
FROM (
  SELECT l.region, l.youth, l.provider, l.category, l.code, l.days FROM evidence_line l
  WHERE NOT EXISTS (SELECT FROM assignment a
    WHERE a.region = l.region AND a.youth = l.youth AND a.municipality = l.payer AND a.number = l.assignment)
  UNION ALL
  (SELECT DISTINCT ON (l.region, l.youth, l.provider, l.payer, l.assignment) l.region, l.youth, l.provider, l.category, l.code,
    daterange(a.first_day, greatest(a.first_day, coalesce(a.last_day, upper(l.days) - 1)), '[]')
  FROM evidence_line l JOIN assignment a
    ON a.region = l.region AND a.youth = l.youth AND a.municipality = l.payer AND a.number = l.assignment
  WHERE a.first_day <= coalesce(a.last_day, (
    SELECT max(upper(m.days) - 1) FROM evidence_line m
    WHERE (m.region, m.youth, m.provider, m.payer, m.assignment) = (l.region, l.youth, l.provider, l.payer, l.assignment)))
  ORDER BY l.region, l.youth, l.provider, l.payer, l.assignment, upper(l.days) DESC, l.code DESC)
) AS e
LEFT JOIN product p ON p.region = e.region AND p.provider = e.provider AND p.code = e.code;

-- A question of residence: one youth in one month, asked for lines or for the use of a lump sum. Both are asked of the youth's
-- whole life.
CREATE TABLE question AS
SELECT row_number() OVER () AS question, q.*, y.birth, d.tolerance, d.wlz_from, d.part_time
FROM (
  SELECT DISTINCT region, month, youth, 'lines' AS purpose FROM line
  UNION ALL
  SELECT asked.region, asked.month, y.youth, 'use' FROM asked JOIN youth y USING (region)
  WHERE EXISTS (SELECT FROM contract c WHERE c.region = asked.region AND c.data -> 'lumpSums' <> '[]')
) AS q
JOIN youth y USING (region, youth)
JOIN definition d USING (region);

-- Care as residence sees it, the same whatever is asked: from messages, from facts, and known by a line.
CREATE TABLE residence_care AS
SELECT q.question, r.form, false AS regular, false AS jji_linked, r.days
FROM question q JOIN care_record r USING (region, youth)
UNION ALL
SELECT q.question, f.form, f.regular, f.jji_linked, f.days
FROM question q JOIN fact f USING (region, youth) WHERE f.kind = 'care'
UNION ALL
SELECT q.question, e.form, false, false, e.days
FROM question q JOIN evidence e USING (region, youth);
CREATE INDEX ON residence_care (question);
