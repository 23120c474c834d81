-- Lump sums (taakgerichte bekostiging): a twelfth a month, twelve add up to the year, divided by a key.

-- Product of care: its own, or on an assignment by category that of the last line on it.
CREATE TABLE used_care AS
SELECT c.care, c.region, c.youth, c.provider, c.code, c.category, p.code AS product, p.unit, p.method,
  coalesce(p.form, CASE c.category WHEN '43' THEN 'verblijf' WHEN '44' THEN 'verblijf' WHEN '46' THEN 'crisisverblijf'
    WHEN '47' THEN 'jeugdreclassering' WHEN '48' THEN 'jeugdbescherming' END, 'ambulant') AS form,
  c.code IS NULL AND p.code IS NULL AND EXISTS (
    SELECT FROM product q WHERE q.region = c.region AND q.provider = c.provider AND q.category = c.category) AS is_several
FROM care c
LEFT JOIN product p ON p.region = c.region AND p.provider = c.provider AND p.code = coalesce(
  (SELECT min(r.product) FROM care_record r WHERE r.care = c.care),
  (SELECT l.code FROM line l
    WHERE c.code IS NULL AND c.assignment IS NOT NULL AND l.region = c.region AND l.youth = c.youth AND l.provider = c.provider
      AND l.assignment = c.assignment AND l.previous IS NULL AND is_same(l.region, c.municipality, l.payer)
    ORDER BY upper(l.days) DESC, l.code DESC LIMIT 1));

-- Days of use, each once for a youth and product: those by which a line of the product would be divided. Etmalen by counted days,
-- without such days in the month by days of care, as all else; a category of several products and no line by nights for stays;
-- care known by a line on every day.
CREATE TABLE days_used AS
SELECT region, month, youth, provider, form, product, range_agg(days) AS days
FROM (
  SELECT u.region, q.month, u.youth, u.provider, u.form, coalesce(u.product, u.code, u.category, '') AS product,
    CASE WHEN isempty(counted.days) THEN care.days ELSE counted.days END AS days
  FROM question q
  JOIN used_care u USING (region, youth)
  CROSS JOIN LATERAL (
    SELECT daterange((q.month || '-01')::date, ((q.month || '-01')::date + interval '1 month')::date) AS days
  ) AS period
  CROSS JOIN LATERAL (
    SELECT coalesce(range_agg(datemultirange(period.days) * CASE WHEN u.method = 'PRESENCE' THEN r.presence ELSE r.nights END), '{}') AS days
    FROM care_record r WHERE r.care = u.care AND (u.unit = '14' OR u.is_several AND u.form IN ('verblijf', 'pleegzorg', 'gezinshuis',
      'jeugdzorgplus', 'kleinschalig', 'crisisverblijf', 'ggz-verblijf', 'jji', 'wmo-opvang', 'beschermd-wonen'))
  ) AS counted
  CROSS JOIN LATERAL (
    SELECT coalesce(range_agg(period.days * r.days), '{}') AS days FROM care_record r WHERE r.care = u.care
  ) AS care
  WHERE q.purpose = 'use'
  UNION ALL
  SELECT e.region, q.month, e.youth, e.provider, e.form, e.code, datemultirange(e.days)
  FROM question q JOIN evidence e USING (region, youth) WHERE q.purpose = 'use'
) AS used
GROUP BY region, month, youth, provider, form, product;

CREATE TABLE days_of_use AS
SELECT u.region, u.month, u.provider, u.form, a.municipality, count(*) AS days
FROM days_used u
JOIN responsible a ON a.region = u.region AND a.month = u.month AND a.youth = u.youth AND a.purpose = 'use'
  AND a.municipality IS NOT NULL AND u.days @> a.day
GROUP BY u.region, u.month, u.provider, u.form, a.municipality;

-- Only months that lie within the agreement as a whole. Month m of the year bears what m twelfths come to, less m - 1 twelfths.
CREATE TABLE due AS
SELECT asked.region, asked.month, first_day + interval '1 month - 1 day' AS month_end, c.provider, s ->> 'id' AS id, s -> 'key' AS key, s -> 'forms' AS forms,
  yearly * nr / 12 - yearly * (nr - 1) / 12 AS cents
FROM asked
JOIN contract c USING (region)
CROSS JOIN LATERAL jsonb_array_elements(c.data -> 'lumpSums') AS s
CROSS JOIN LATERAL (SELECT (s ->> 'yearlyCents')::bigint AS yearly, substring(asked.month FROM 6)::int AS nr,
  (asked.month || '-01')::date AS first_day) AS of_month
WHERE (s ->> 'from')::date <= first_day AND first_day + interval '1 month - 1 day' <= (s ->> 'to')::date;

CREATE TABLE used AS
SELECT d.region, d.month, d.provider, d.id, successor AS municipality, sum(u.days) AS days
FROM due d
JOIN days_of_use u ON u.region = d.region AND u.month = d.month AND u.provider = d.provider AND d.forms ? u.form
  AND d.key ->> 'model' IN ('use', 'hybrid')
JOIN definition r ON r.region = d.region
-- Billed is the municipality that exists on the last day of the month.
CROSS JOIN LATERAL (SELECT coalesce(code_on(d.region, u.municipality, d.month_end::date), u.municipality) AS successor) AS named
WHERE EXISTS (SELECT FROM jsonb_array_elements(r.data -> 'municipalities') AS m WHERE m ->> 'code' = u.municipality)
GROUP BY d.region, d.month, d.provider, d.id, successor;

-- Weights that the keys (verdeelsleutels) name: fixed shares, the fallback of use, or the sum of all years.
CREATE TABLE agreed AS
SELECT d.region, d.month, d.provider, d.id, successor AS municipality, sum(w.value::numeric) AS weight
FROM due d
CROSS JOIN LATERAL (
  SELECT coalesce(d.key -> 'shares', d.key -> 'fallback') AS weights WHERE d.key ->> 'model' <> 'multi-year'
  UNION ALL
  SELECT y.value FROM jsonb_each(d.key -> 'history') AS y WHERE d.key ->> 'model' = 'multi-year'
) AS source
CROSS JOIN LATERAL jsonb_each_text(source.weights) AS w
CROSS JOIN LATERAL (SELECT coalesce(code_on(d.region, w.key, d.month_end::date), w.key) AS successor) AS named
GROUP BY d.region, d.month, d.provider, d.id, successor;

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
