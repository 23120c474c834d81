-- Before 1 January 2022 (Jeugdwet art. 1.1 of 2017; Burgerlijk Wetboek 1:10, 1:12) a minor has the residence of who exercises
-- authority, and somebody of eighteen or older the own one.

-- The last day on which somebody held authority: the day itself, or the one on which records of it ended.
CREATE TABLE authority AS
SELECT k.*, extract(year FROM age(k.day, k.birth)) >= 18 AS adult, held.last_day AS held_on, ended.municipality AS ended_at
FROM known k
LEFT JOIN LATERAL (
  SELECT max(least(coalesce(upper(f.days) - 1, k.day), k.day)) AS last_day FROM fact f
  WHERE f.region = k.region AND f.youth = k.youth AND f.kind = 'custody' AND lower(f.days) <= k.day
    AND f.holder NOT IN ('overleden', 'gezag-verloren', 'geen')
) AS held ON true
LEFT JOIN LATERAL (
  SELECT nullif(f.municipality, '9999') AS municipality FROM fact f
  WHERE f.region = k.region AND f.youth = k.youth AND f.kind = 'custody' AND f.days @> k.day
    AND f.holder IN ('overleden', 'gezag-verloren', 'geen')
  ORDER BY f.position LIMIT 1
) AS ended ON true
WHERE k.day < '2022-01-01';

-- Who held authority then, and the different residences of parents and guardians under the codes of that day. An unknown
-- residence is none; one abroad is.
CREATE TABLE holders AS
SELECT a.question, a.day, bool_or(f.holder = 'GI') AS institution,
  coalesce(array_agg(DISTINCT coalesce(code_on(a.region, f.municipality, a.held_on), f.municipality))
    FILTER (WHERE f.municipality IS NOT NULL), '{}') AS homes
FROM authority a JOIN fact f ON f.region = a.region AND f.youth = a.youth AND f.kind = 'custody' AND f.days @> a.held_on
WHERE f.holder NOT IN ('overleden', 'gezag-verloren', 'geen')
GROUP BY a.question, a.day;

-- With which of two parents the child stays or last stayed: by the latest actual stay in one of the residences, and only when
-- there never was one by the latest registration there.
CREATE TABLE stayed_with AS
SELECT DISTINCT ON (h.question, h.day) h.question, h.day, place.home
FROM holders h
JOIN authority a USING (question, day)
JOIN fact f ON f.region = a.region AND f.youth = a.youth AND f.kind IN ('actual-stay', 'registration') AND lower(f.days) <= a.held_on
CROSS JOIN LATERAL (SELECT coalesce(code_on(a.region, f.municipality, a.held_on), f.municipality) AS home) AS place
WHERE cardinality(h.homes) > 1 AND place.home = ANY (h.homes)
ORDER BY h.question, h.day, (f.kind = 'registration'), least(coalesce(upper(f.days) - 1, a.held_on), a.held_on) DESC,
  lower(f.days) DESC, f.recorded DESC, f.position DESC;

-- The derived residence on the last day of authority. `abroad_or_unknown`: limb 3 takes over.
CREATE TABLE derived AS
SELECT h.question, h.day,
  CASE WHEN h.institution THEN 'WPB-2015-V2' WHEN cardinality(h.homes) = 1 THEN 'WPB-2015-V1' ELSE 'WPB-2015-V1b' END AS rule,
  CASE WHEN h.institution THEN (fact_on(a.region, a.youth, 'actual-stay', a.held_on)).municipality
    WHEN cardinality(h.homes) = 1 THEN h.homes[1] ELSE s.home END AS code,
  NOT h.institution AND (cardinality(h.homes) = 0 OR cardinality(h.homes) = 1 AND h.homes[1] = '9999' OR s.home IS NOT DISTINCT FROM '9999')
    AS abroad_or_unknown
FROM holders h JOIN authority a USING (question, day) LEFT JOIN stayed_with s USING (question, day);

CREATE TABLE under_old_law AS
SELECT a.question, a.day, found.rule, nullif(found.code, '9999') AS code
FROM authority a
LEFT JOIN derived d USING (question, day)
LEFT JOIN LATERAL fact_on(a.region, a.youth, 'registration', a.day) AS own ON a.adult
CROSS JOIN LATERAL (
  SELECT * FROM (VALUES
    -- V4: from eighteen the own registered residence, also in doubt; a briefadres is none.
    (1, 'WPB-2015-V4', own.municipality,
      a.adult AND own.municipality <> '9999' AND own.address NOT IN ('briefadres', 'buitenland')),
    -- V2, V1, V1b: somebody holds authority.
    (2, d.rule, d.code, NOT a.adult AND a.held_on = a.day AND NOT d.abroad_or_unknown),
    -- V5: nobody does any more; an explicit record may name the residence, otherwise the last derived one goes on.
    (3, 'WPB-2015-V5', a.ended_at, NOT a.adult AND a.held_on IS DISTINCT FROM a.day AND a.ended_at IS NOT NULL),
    (4, 'WPB-2015-V5', d.code, NOT a.adult AND a.held_on < a.day AND NOT d.abroad_or_unknown AND d.code <> '9999'),
    -- V3: the actual stay at the request for help.
    (5, 'WPB-2015-V3', a.stay_at_request, true)
  ) AS limb(nr, rule, code, holds) WHERE holds ORDER BY nr LIMIT 1
) AS found;
CREATE INDEX ON under_old_law (question, day);
