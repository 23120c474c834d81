-- Approved lines of concluded declarations (ADR 3: the month of the declaration is the billing month), and the days that each is
-- divided by.

CREATE TABLE line AS
SELECT row_number() OVER () AS line, e.region, d.period AS month, l ->> 'youth' AS youth, d.provider, d.payer, l AS said,
  (l ->> 'assignment')::int AS assignment, l ->> 'category' AS category, l ->> 'code' AS code,
  daterange((l ->> 'from')::date, (l ->> 'to')::date, '[]') AS days,
  (l ->> 'cents')::bigint AS cents, (l ->> 'volume')::bigint AS volume
FROM (
  SELECT region, stream, data ->> 'period' AS period, data ->> 'provider' AS provider, data ->> 'municipality' AS payer
  FROM event h
  WHERE type = 'finance.declaration-received.v1' AND EXISTS (
    SELECT FROM event c WHERE c.region = h.region AND c.stream = h.stream AND c.type = 'finance.declaration-decided.v1')
) AS d
JOIN event e ON e.region = d.region AND e.stream = d.stream AND e.type = 'finance.declaration-lines-decided.v1'
CROSS JOIN LATERAL jsonb_array_elements(e.data -> 'lines') AS l
WHERE l -> 'codes' = '[]' AND l ->> 'youth' IS NOT NULL;

-- Care on the assignment of a line at the provider: that of the municipality that pays, or around a reorganisation of another.
CREATE TABLE care_of_line AS
SELECT * FROM (
  SELECT l.line, l.days AS period, l.said ->> 'unit' AS unit, r.days, r.counted,
    r.municipality = l.payer AS of_payer, bool_or(r.municipality = l.payer) OVER (PARTITION BY l.line) AS any_of_payer
  FROM line l JOIN stay_days r
    ON r.region = l.region AND r.youth = l.youth AND r.provider = l.provider AND r.assignment = l.assignment
) AS own
WHERE of_payer OR NOT any_of_payer;
CREATE INDEX ON care_of_line (line);

-- Etmalen (unit 14) are divided by stay days; all else, and a stay without countable days, by days of care; without a start
-- message, by the days of the period itself.
CREATE TABLE divided AS
SELECT l.*,
  CASE WHEN NOT isempty(stay.days) THEN 'stay-days' WHEN NOT isempty(care.days) THEN 'care-days' ELSE 'period-days' END AS ground,
  CASE WHEN NOT isempty(stay.days) THEN stay.days WHEN NOT isempty(care.days) THEN care.days
    ELSE datemultirange(l.days) END AS divided_by
FROM line l
CROSS JOIN LATERAL (
  SELECT coalesce(range_agg(c.counted * datemultirange(c.period)), '{}') AS days
  FROM care_of_line c WHERE c.line = l.line AND c.unit = '14' AND c.counted IS NOT NULL
) AS stay
CROSS JOIN LATERAL (
  SELECT coalesce(range_agg(c.days * c.period), '{}') AS days FROM care_of_line c WHERE c.line = l.line
) AS care;

-- A question of residence: one youth in one month, asked for lines or for the use of a lump sum. Both are asked of the youth's
-- whole life, with other evidence of care.
CREATE TABLE question AS
SELECT row_number() OVER () AS question, q.*, y.birth, d.tolerance
FROM (
  SELECT DISTINCT region, month, youth, 'lines' AS purpose FROM line
  UNION ALL
  SELECT asked.region, asked.month, y.youth, 'use' FROM asked JOIN youth y USING (region)
  WHERE EXISTS (SELECT FROM contract c WHERE c.region = asked.region AND c.data -> 'lumpSums' <> '[]')
) AS q
JOIN youth y USING (region, youth)
JOIN definition d USING (region);

-- Care as residence sees it: from messages, from facts, and, for a line without a start message, over the assignment or the
-- period of the line, whichever is wider.
CREATE TABLE residence_care AS
SELECT q.question, r.form, false AS regular, false AS jji_linked, r.days
FROM question q JOIN care_record r USING (region, youth)
UNION ALL
SELECT q.question, f.form, f.regular, f.jji_linked, f.days
FROM question q JOIN fact f USING (region, youth) WHERE f.kind = 'care'
UNION ALL
SELECT q.question, coalesce(p.form, CASE WHEN l.category IN ('43', '44') THEN 'verblijf' WHEN l.category = '46' THEN 'crisisverblijf'
    WHEN l.category = '47' THEN 'jeugdreclassering' WHEN l.category = '48' THEN 'jeugdbescherming' ELSE 'ambulant' END),
  false, false,
  daterange(least(lower(l.days), a.first_day), greatest(upper(l.days) - 1, a.last_day), '[]')
FROM question q
JOIN divided l ON l.region = q.region AND l.month = q.month AND l.youth = q.youth
LEFT JOIN assignment a ON a.region = l.region AND a.youth = l.youth AND a.municipality = l.payer AND a.number = l.assignment
LEFT JOIN product p ON p.region = l.region AND p.provider = l.provider AND p.code = l.code
WHERE q.purpose = 'lines' AND l.ground = 'period-days';
CREATE INDEX ON residence_care (question);
