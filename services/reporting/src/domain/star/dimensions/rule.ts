import { ruleSets } from '@regieboek/billing';
import { fromDay } from '@regieboek/kernel';
import { JEUGDWET_FROM, NEW_LAW_FROM } from '@regieboek/residence';
import type { KnownRegion } from '../known.js';
import { regionColumn } from '../common-columns.js';
import { day, table, text } from '../table.js';
import { ruleTexts } from './rule-texts.js';

const columns = {
  region: regionColumn,
  rule: text('regel van het woonplaatsbeginsel', 'rule of the residence principle'),
  sentence_nl: text('regel in een zin, in het Nederlands', 'rule in a sentence, in Dutch'),
  sentence_en: text('regel in een zin, in het Engels', 'rule in a sentence, in English'),
  article: text('wetsartikel; leeg: een afspraak of uitspraak', 'article of law; empty: an agreement or a ruling'),
  first_day: day('eerste dag waarvoor de regel geldt', 'first day to which the rule applies'),
  last_day: day('laatste dag; leeg: nog van kracht', 'last day; empty: still in force'),
  rule_sets: text(
    'versies van de rekenregels die de regel bevatten, gescheiden door spaties',
    'versions of the rules that contain it, separated by spaces',
  ),
} as const;

/** First and last day of the law that a rule belongs to. */
function daysOf(rule: string) {
  const first = rule.startsWith('WPB-2022') ? NEW_LAW_FROM : JEUGDWET_FROM;
  return { first_day: fromDay(first), last_day: rule.startsWith('WPB-2015') ? fromDay(NEW_LAW_FROM - 1) : null };
}

/** Rules that decide which municipality bears or pays; billed days name one. */
export const rule = table<KnownRegion, typeof columns>({
  name: 'rule',
  kind: 'dimension',
  grain: { nl: 'een regel van het woonplaatsbeginsel', en: 'a rule of the residence principle' },
  key: ['region', 'rule'],
  columns,
  *rows({ made }) {
    const versions = ruleSets.all.map(({ version }) => version).join(' ');
    for (const [name, { words, article }] of Object.entries(ruleTexts))
      yield {
        ...{ region: made.region, rule: name, sentence_nl: words.nl, sentence_en: words.en, article },
        ...{ ...daysOf(name), rule_sets: versions },
      };
  },
});
