-- The residence principle (woonplaatsbeginsel), one row per youth and day that is asked about.

-- WPB-K1, K3: forms of stay. Respite (logeren) is one when it recurs, unless the region reads it as help at home; a Wlz stay is one on
-- the days from wlzStayFrom, whenever it began. WPB-K2: stays at most the tolerance apart are one chain; days of a gap that is
-- bridged belong to it.
CREATE TABLE chain AS
SELECT question, counts_wlz, daterange(lower(run), upper(run) - tolerance) AS days
FROM (
  SELECT q.question, w.counts_wlz, q.tolerance, range_agg(daterange(lower(c.days), upper(c.days) + q.tolerance)) AS runs
  FROM question q JOIN residence_care c USING (question) CROSS JOIN (VALUES (false), (true)) AS w(counts_wlz)
  WHERE c.form IN ('verblijf', 'pleegzorg', 'gezinshuis', 'jeugdzorgplus', 'kleinschalig', 'crisisverblijf', 'ggz-verblijf', 'jji',
    'wmo-opvang', 'beschermd-wonen') OR c.form = 'logeren' AND c.regular AND q.part_time = 'chain' OR c.form = 'wlz-verblijf' AND w.counts_wlz
  GROUP BY q.question, w.counts_wlz, q.tolerance
) AS merged CROSS JOIN LATERAL unnest(runs) AS run;
CREATE INDEX ON chain (question);

CREATE TABLE asked_day AS
SELECT DISTINCT q.question, q.region, q.youth, q.birth, d::date AS day, d::date >= q.wlz_from AS counts_wlz
FROM question q
JOIN divided l ON l.region = q.region AND l.month = q.month AND l.youth = q.youth
CROSS JOIN LATERAL unnest(l.divided_by) AS run
CROSS JOIN LATERAL generate_series(lower(run), upper(run) - 1, interval '1 day') AS d
WHERE q.purpose = 'lines'
UNION ALL
SELECT q.question, q.region, q.youth, q.birth, d::date, d::date >= q.wlz_from
FROM question q
CROSS JOIN LATERAL generate_series((month || '-01')::date, (month || '-01')::date + interval '1 month - 1 day', interval '1 day') AS d
WHERE q.purpose = 'use' AND EXISTS (SELECT FROM residence_care c WHERE c.question = q.question AND c.days @> d::date);

-- The chain of a day; outside a chain, care connected with a stay in youth detention (JJI) follows the last chain with such a
-- stay that ended before (V2b). The reference day is the day before the chain, or the day itself (K5).
CREATE TABLE placed AS
SELECT d.*, c.chain_start, c.chain_start IS NOT NULL AS in_chain,
  coalesce(c.chain_start, j.chain_start) AS governing_start,
  coalesce(c.chain_start - 1, j.chain_start - 1, d.day) AS reference_day
FROM asked_day d
LEFT JOIN LATERAL (
  SELECT lower(days) AS chain_start FROM chain c WHERE c.question = d.question AND c.counts_wlz = d.counts_wlz AND c.days @> d.day
) AS c ON true
LEFT JOIN LATERAL (
  SELECT lower(h.days) AS chain_start FROM chain h
  WHERE c.chain_start IS NULL AND h.question = d.question AND h.counts_wlz = d.counts_wlz AND upper(h.days) <= d.day
    AND EXISTS (SELECT FROM residence_care l WHERE l.question = d.question AND l.jji_linked AND l.days @> d.day)
    AND EXISTS (SELECT FROM residence_care s WHERE s.question = d.question AND s.form = 'jji' AND s.days && h.days)
  ORDER BY upper(h.days) DESC LIMIT 1
) AS j ON true;

-- Actual stay (werkelijk verblijf) at the request for help: the last request on or before the start of the chain, or the day;
-- without one help was asked for when the chain, or the longest running care of the day, began.
CREATE TABLE asked_on AS
SELECT p.*, coalesce(
  (SELECT max(f.asked_on) FROM fact f
    WHERE f.region = p.region AND f.youth = p.youth AND f.kind = 'request' AND f.asked_on <= coalesce(p.chain_start, p.day)),
  p.chain_start,
  (SELECT min(lower(c.days)) FROM residence_care c WHERE c.question = p.question AND c.days @> p.day),
  p.day) AS request_day
FROM placed p;

-- Where a youth is on a day, by a kind of fact: of several the latest start, then the last recorded, then the last listed.
CREATE FUNCTION fact_on(of_region int, of_youth text, of_kind text, day date) RETURNS fact LANGUAGE sql STABLE AS $$
  SELECT f FROM fact f
  WHERE f.region = of_region AND f.youth = of_youth AND f.kind = of_kind AND f.days @> fact_on.day
  ORDER BY lower(f.days) DESC, f.recorded DESC, f.position DESC LIMIT 1
$$;

-- Everything both laws look at. 9999 is a residence abroad, and no municipality that can be responsible.
CREATE TABLE known AS
SELECT a.*, home.municipality AS address, home.address AS address_kind, nullif(stay.municipality, '9999') AS stay_at_request,
  nullif(mother.municipality, '9999') AS mother, decision.municipality AS decided
FROM asked_on a
LEFT JOIN LATERAL (
  SELECT (f).municipality, (f).address FROM fact_on(a.region, a.youth, 'registration', a.reference_day) AS f
  WHERE a.reference_day >= a.birth
) AS home ON true
LEFT JOIN LATERAL (
  SELECT (f).municipality FROM fact_on(a.region, a.youth, 'actual-stay', a.request_day) AS f
) AS stay ON true
LEFT JOIN LATERAL (
  SELECT f.municipality FROM fact f WHERE f.region = a.region AND f.youth = a.youth AND f.kind = 'mother-at-birth'
  ORDER BY f.recorded DESC, f.position DESC LIMIT 1
) AS mother ON true
LEFT JOIN LATERAL (
  SELECT f.municipality FROM fact f
  WHERE f.region = a.region AND f.youth = a.youth AND f.kind = 'decision' AND f.days @> a.day
  ORDER BY f.recorded DESC, lower(f.days) DESC, f.position DESC LIMIT 1
) AS decision ON true;

-- From 1 January 2022 (Jeugdwet art. 1.1, Stb. 2020, 78), also for chains begun before (WPB-T1): limb by limb.
CREATE TABLE under_new_law AS
SELECT question, day, governing_start AS chain_start, CASE WHEN governing_start IS NOT NULL THEN reference_day END AS reference_day,
  CASE WHEN address_kind = 'buitenland' OR address = '9999' THEN 'WPB-2022-V4'
    WHEN is_home AND in_chain THEN 'WPB-2022-V2'
    WHEN is_home AND governing_start IS NOT NULL THEN 'WPB-2022-V2b'
    WHEN is_home THEN 'WPB-2022-V1'
    WHEN mother IS NOT NULL THEN 'WPB-2022-V3a'
    ELSE 'WPB-2022-V3b' END AS rule,
  CASE WHEN address_kind = 'buitenland' OR address = '9999' THEN stay_at_request
    WHEN is_home THEN address
    ELSE coalesce(mother, stay_at_request) END AS code
FROM known CROSS JOIN LATERAL (
  -- A secret address and one of an institution are home addresses; one in doubt, a briefadres and special reception are not.
  SELECT coalesce(address IS NOT NULL AND address_kind IN ('woonadres', 'woonadres-geheim', 'woonadres-instelling'), false) AS is_home
) AS h
WHERE day >= '2022-01-01';
CREATE INDEX ON under_new_law (question, day);
