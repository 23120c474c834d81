-- Lump sums (taakgerichte bekostiging): a twelfth a month, twelve add up to the year, divided by a key.

-- Days of use: stay days as the contract counts them (PRESENCE when it does not say), otherwise days of care, of every record of
-- care at the provider in one of the forms; only municipalities of the region have a share. Keys that do not divide by use see none.
CREATE TABLE days_of_use AS
SELECT q.region, q.month, r.provider, r.form, a.municipality, count(*) AS days
FROM question q
JOIN stay_days r USING (region, youth)
JOIN responsible a ON a.question = q.question AND a.municipality IS NOT NULL
WHERE q.purpose = 'use' AND a.day <@ CASE
  WHEN r.form NOT IN ('verblijf', 'pleegzorg', 'gezinshuis', 'jeugdzorgplus', 'kleinschalig', 'crisisverblijf', 'ggz-verblijf', 'jji',
    'wmo-opvang', 'beschermd-wonen') THEN datemultirange(r.days)
  ELSE coalesce(r.counted, r.present) END
GROUP BY q.region, q.month, r.provider, r.form, a.municipality;

-- Only months that lie within the agreement as a whole. Month m of the year bears what m twelfths come to, less m - 1 twelfths.
CREATE TABLE due AS
SELECT asked.region, asked.month, c.provider, s ->> 'id' AS id, s -> 'key' AS key, s -> 'forms' AS forms,
  yearly * nr / 12 - yearly * (nr - 1) / 12 AS cents
FROM asked
JOIN contract c USING (region)
CROSS JOIN LATERAL jsonb_array_elements(c.data -> 'lumpSums') AS s
CROSS JOIN LATERAL (SELECT (s ->> 'yearlyCents')::bigint AS yearly, substring(asked.month FROM 6)::int AS nr,
  (asked.month || '-01')::date AS first_day) AS of_month
WHERE (s ->> 'from')::date <= first_day AND first_day + interval '1 month - 1 day' <= (s ->> 'to')::date;

CREATE TABLE used AS
SELECT d.region, d.month, d.provider, d.id, u.municipality, sum(u.days) AS days
FROM due d
JOIN days_of_use u ON u.region = d.region AND u.month = d.month AND u.provider = d.provider AND d.forms ? u.form
  AND d.key ->> 'model' IN ('use', 'hybrid')
JOIN definition r ON r.region = d.region
WHERE EXISTS (SELECT FROM jsonb_array_elements(r.data -> 'municipalities') AS m WHERE m ->> 'code' = u.municipality)
GROUP BY d.region, d.month, d.provider, d.id, u.municipality;

-- Weights that the keys (verdeelsleutels) name: fixed shares, the fallback of use, or the sum of all years.
CREATE TABLE agreed AS
SELECT d.region, d.month, d.provider, d.id, w.key AS municipality, sum(w.value::numeric) AS weight
FROM due d
CROSS JOIN LATERAL (
  SELECT coalesce(d.key -> 'shares', d.key -> 'fallback') AS weights WHERE d.key ->> 'model' <> 'multi-year'
  UNION ALL
  SELECT y.value FROM jsonb_each(d.key -> 'history') AS y WHERE d.key ->> 'model' = 'multi-year'
) AS source
CROSS JOIN LATERAL jsonb_each_text(source.weights) AS w
GROUP BY d.region, d.month, d.provider, d.id, w.key;

-- A key of use divides by use, or by its fallback when there was none; a hybrid gives fixedPercent of 100 to the shares and the
-- rest to use, brought to one scale.
CREATE TABLE weighed AS
SELECT region, month, provider, id, d.cents, d.key ->> 'model' AS model, municipality, coalesce(u.days, 0) AS use_days,
  CASE WHEN d.key ->> 'model' = 'use' AND all_use > 0 THEN coalesce(u.days, 0)
    WHEN d.key ->> 'model' = 'hybrid' AND all_use > 0 THEN (d.key ->> 'fixedPercent')::int * coalesce(a.weight, 0) * all_use
      + (100 - (d.key ->> 'fixedPercent')::int) * coalesce(u.days, 0) * all_agreed
    ELSE coalesce(a.weight, 0) END AS weight,
  a.weight IS NOT NULL AS is_agreed, u.days IS NOT NULL AS is_used, all_use > 0 AS any_use
FROM due d
CROSS JOIN LATERAL (
  SELECT coalesce(sum(days), 0) AS all_use FROM used u
  WHERE (u.region, u.month, u.provider, u.id) = (d.region, d.month, d.provider, d.id)
) AS x
CROSS JOIN LATERAL (
  SELECT sum(weight) AS all_agreed FROM agreed a WHERE (a.region, a.month, a.provider, a.id) = (d.region, d.month, d.provider, d.id)
) AS y
JOIN (SELECT * FROM agreed FULL JOIN used USING (region, month, provider, id, municipality)) AS named USING (region, month, provider, id)
LEFT JOIN agreed a USING (region, month, provider, id, municipality)
LEFT JOIN used u USING (region, month, provider, id, municipality);

-- Cents left over to the largest remainder, ties to the lowest code.
CREATE TABLE billed_lump_sum AS
SELECT region, month, json_build_object('id', concat_ws('.', provider, id, month, municipality), 'kind', 'lump-sum', 'provider', provider,
  'lumpSum', id, 'municipality', municipality, 'cents', cents, 'model', model, 'useDays', use_days) AS line
FROM (
  SELECT w.region, w.month, w.provider, w.id, w.municipality, w.model, w.use_days,
    floor_cents + (row_number() OVER (PARTITION BY w.region, w.month, w.provider, w.id ORDER BY remainder DESC, municipality)
      <= w.cents - sum(floor_cents) OVER (PARTITION BY w.region, w.month, w.provider, w.id))::int AS cents
  FROM (
    SELECT weighed.*, div(cents * weight, all_weight) AS floor_cents, mod(cents * weight, all_weight) AS remainder
    FROM (SELECT weighed.*, sum(weight) OVER (PARTITION BY region, month, provider, id) AS all_weight FROM weighed
      -- A key of use that divides by use names no others; one that falls back does not name who has use elsewhere.
      WHERE CASE model WHEN 'use' THEN CASE WHEN any_use THEN is_used ELSE is_agreed END WHEN 'hybrid' THEN any_use OR is_agreed ELSE is_agreed END
    ) AS weighed
  ) AS w
) AS divided;
