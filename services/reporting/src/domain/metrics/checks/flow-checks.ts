/** Checks of stays against themselves: what comes in, goes out and stays must agree. */
import { begunIn, endedIn, inUseOn, nightsOf, seenIn } from '../window.js';
import type { Figure, Metric, Texts } from '../metric.js';
import { nightsWithin } from '../stays/flow.js';
import { example, ofDurations, whole } from '../stays/example.js';

type Checked = Omit<Figure, 'of'>;

/** A check of the whole region: `failed` says that it needs a person. */
export const checkMetric = (
  described: Omit<Metric, 'measure' | 'cuts'>,
  check: (seen: ReturnType<typeof seenIn>) => Checked,
): Metric => ({
  cuts: [],
  ...described,
  measure: (facts, question) => [{ of: null, ...check(seenIn(facts, question)) }],
});

const unequal: Texts = {
  nl: 'instroom, uitstroom en stand kloppen niet met elkaar: meld dit als fout van het product',
  en: 'inflow, outflow and stock contradict each other: report this as a fault of the product',
};

const offBalance: Texts = {
  nl: 'gebruik en instroom maal duur lopen uiteen: de stand groeit of krimpt sterk, of stopberichten ontbreken',
  en: 'use and inflow times duration differ: the stock grows or shrinks fast, or stop messages are missing',
};

/** Range of the ratio of Little's law within which a year is in balance; ASSUMPTION. */
const [LOW, HIGH] = [0.75, 1.33];

/** Checks of stock and flow. */
export const flowChecks: readonly Metric[] = [
  checkMetric(
    {
      key: 'check-stock-and-flow',
      name: {
        nl: 'Controle: instroom min uitstroom is de verandering van de stand',
        en: 'Check: inflow minus outflow is the change in stock',
      },
      definition: {
        nl: 'Begonnen min beëindigde ketens, min de verandering van het aantal lopende ketens; het hoort nul te zijn.',
        en: 'Chains begun minus chains ended, minus the change in the number of running chains; it should be zero.',
      },
      unit: 'count',
      grain: 'chain of adjoining stays of a youth',
      formula: 'begun - ended - (running at the end - running before the start)',
      source: 'CBS, stand en stroom',
      vector: { given: example, expected: whole(0) },
    },
    (seen) => {
      const { stays } = seen.facts;
      const flow = begunIn(stays, seen).length - endedIn(stays, seen).length;
      const value = flow - (inUseOn(stays, seen.to).length - inUseOn(stays, seen.from - 1).length);
      return { value, basis: stays.length, ...(value === 0 ? {} : { failed: true, note: unequal }) };
    },
  ),
  checkMetric(
    {
      key: 'check-littles-law',
      name: {
        nl: 'Controle: gebruik is instroom maal duur (wet van Little)',
        en: 'Check: use is inflow times duration (Little’s law)',
      },
      definition: {
        nl: 'Nachten in de periode gedeeld door begonnen ketens maal de gemiddelde duur van beëindigde ketens; bij evenwicht ongeveer 1.',
        en: 'Nights in the period divided by chains begun times the mean duration of chains ended; about 1 in balance.',
      },
      unit: 'count',
      grain: 'region',
      formula: 'stay-nights / (stays-started-by-chain x stay-days-mean-ended)',
      source: 'Little (1961); landelijk 2021: 6,67 tegen 6,5 maanden',
      vector: { given: ofDurations, expected: whole(1.15) },
    },
    (seen) => {
      const { stays } = seen.facts;
      const [begun, ended] = [begunIn(stays, seen), endedIn(stays, seen)];
      const days = ended.reduce((sum, stay) => sum + nightsOf(stay, seen.to), 0);
      if (begun.length === 0 || ended.length === 0) return { value: null, basis: 0 };
      const value = nightsWithin(stays, seen.from, seen.to) / ((begun.length * days) / ended.length);
      const isBalanced = LOW <= value && value <= HIGH;
      return { value, basis: begun.length, ...(isBalanced ? {} : { failed: true, note: offBalance }) };
    },
  ),
];
