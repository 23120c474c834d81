/** Stays begun, by definitions of others beside our own: one region gives different counts under each. */
import { begunIn, countOf, stayMetric } from '../window.js';
import { etmaalStaysOf, isOvernight, placementsOf, trajectoriesOf } from '../stays.js';
import type { Metric } from '../metric.js';
import { example, whole } from './example.js';

const CLOSED = 'jeugdzorgplus';

/** Placements in closed care. */
export const isClosed = (form: string): boolean => form === CLOSED;

/** Figures of stays begun. */
export const definitionMetrics: readonly Metric[] = [
  stayMetric(
    {
      key: 'stays-started-by-chain',
      name: { nl: 'Begonnen verblijven, per keten', en: 'Stays begun, by chain' },
      definition: {
        nl: 'Ketens van aansluitende verblijven (eenmaal van huis) waarvan de eerste dag in de periode valt.',
        en: 'Chains of adjoining stays (once away from home) whose first day is in the period.',
      },
      unit: 'count',
      grain: 'chain of adjoining stays of a youth, of any form and provider',
      formula: 'count of chains with from <= first day <= to',
      source: 'Jeugdwet art. 1.1 (woonplaatsbeginsel, WPB-K1)',
      vector: { given: example, expected: whole(3) },
    },
    (seen) => begunIn(seen.facts.stays, seen),
    countOf,
  ),
  stayMetric(
    {
      key: 'stays-started-by-placement',
      name: { nl: 'Begonnen verblijven, per plaatsing', en: 'Stays begun, by placement' },
      definition: {
        nl: 'Leveringen van zorg met overnachting bij een aanbieder in een vorm, ook logeren, die in de periode begonnen.',
        en: 'Records of care with nights at one provider in one form, respite too, that began in the period.',
      },
      unit: 'count',
      grain: 'record of overnight care at one provider in one form',
      formula: 'count of records with from <= first day <= to',
      source: 'iJw 3.2: JW305 (start), JW307 (stop)',
      vector: { given: example, expected: whole(6) },
    },
    (seen) => begunIn(placementsOf(seen.facts, isOvernight), seen),
    countOf,
  ),
  stayMetric(
    {
      key: 'stays-started-cbs',
      name: {
        nl: 'Begonnen trajecten met verblijf, als bij het CBS',
        en: 'Trajectories with stay begun, as CBS counts',
      },
      definition: {
        nl: 'Trajecten per jeugdige, vorm en begindatum, ook logeren; overlappende leveringen van dezelfde vorm zijn één traject.',
        en: 'Trajectories per youth, form and first day, respite too; overlapping records of one form are one trajectory.',
      },
      unit: 'count',
      grain: 'trajectory: youth, form and first day',
      formula: 'count of trajectories with from <= first day <= to',
      source: 'CBS, jeugdhulp: trajecten met verblijf (85097NED)',
      vector: { given: example, expected: whole(5) },
    },
    (seen) => begunIn(trajectoriesOf(seen.facts), seen),
    countOf,
  ),
  stayMetric(
    {
      key: 'stays-started-nji-closed',
      name: {
        nl: 'Plaatsingen gesloten jeugdhulp, als bij NJi en JZ+',
        en: 'Placements in closed care, as NJi and JZ+ count',
      },
      definition: {
        nl: 'Plaatsingen in gesloten jeugdhulp (JeugdzorgPlus) die in de periode begonnen; een jeugdige kan meermalen tellen.',
        en: 'Placements in closed youth care (JeugdzorgPlus) that began in the period; a youth may count more than once.',
      },
      unit: 'count',
      grain: 'placement in closed care',
      formula: 'count of placements with from <= first day <= to',
      source: 'NJi, cijfers over gesloten jeugdhulp; Jeugdwet hoofdstuk 6',
      vector: { given: example, expected: whole(1) },
    },
    (seen) => begunIn(placementsOf(seen.facts, isClosed), seen),
    countOf,
  ),
  stayMetric(
    {
      key: 'youths-placed-nji-closed',
      name: { nl: 'Unieke jeugdigen geplaatst in gesloten jeugdhulp', en: 'Youths placed in closed care' },
      definition: {
        nl: 'Verschillende jeugdigen met een plaatsing in gesloten jeugdhulp die in de periode begon.',
        en: 'Different youths with a placement in closed youth care that began in the period.',
      },
      unit: 'count',
      grain: 'youth',
      formula: 'count of distinct youths over stays-started-nji-closed',
      source: 'NJi, cijfers over gesloten jeugdhulp (uniek geplaatst)',
      vector: { given: example, expected: whole(1) },
    },
    (seen) => begunIn(placementsOf(seen.facts, isClosed), seen),
    (stays) => ({ value: new Set(stays.map(({ youth }) => youth)).size, basis: stays.length }),
  ),
  stayMetric(
    {
      key: 'stays-started-etmaal',
      name: {
        nl: 'Begonnen verblijven van ten minste een etmaal',
        en: 'Stays begun of at least one period of 24 hours',
      },
      definition: {
        nl: 'Aansluitende zorg in een accommodatie van ten minste een etmaal, ook logeren en Wlz-verblijf, begonnen in de periode.',
        en: 'Adjoining care in an accommodation of at least one period of 24 hours, respite and long-term care too, begun in the period.',
      },
      unit: 'count',
      grain: 'adjoining overnight care of a youth of at least one night',
      formula: 'count of merged records of at least one night with from <= first day <= to',
      source: 'Jeugdwet art. 1.1, tekst van 2026 (jeugdhulp met verblijf)',
      vector: { given: example, expected: whole(4) },
    },
    (seen) => begunIn(etmaalStaysOf(seen.facts), seen),
    countOf,
  ),
];
