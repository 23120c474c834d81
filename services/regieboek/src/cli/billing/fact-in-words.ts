import type { Language } from '@regieboek/kernel';
import type { Explanation } from '@regieboek/finance';

type Used = Explanation['facts'][number];
type Said = NonNullable<Used['fact']>;

const kinds: Record<Said['kind'], Record<Language, string>> = {
  registration: { nl: 'inschrijving BRP', en: 'registration in the BRP' },
  'mother-at-birth': { nl: 'inschrijving van de moeder bij de geboorte', en: 'registration of the mother at birth' },
  custody: { nl: 'gezag', en: 'custody' },
  'actual-stay': { nl: 'werkelijk verblijf', en: 'actual stay' },
  request: { nl: 'hulpvraag', en: 'request for help' },
  care: { nl: 'zorg', en: 'care' },
  decision: { nl: 'besluit', en: 'decision' },
};

const words = {
  municipality: { nl: 'gemeente', en: 'municipality' },
  none: { nl: 'geen gemeente', en: 'no municipality' },
  from: { nl: 'vanaf', en: 'from' },
  until: { nl: 'tot en met', en: 'up to and including' },
  known: { nl: 'bekend sinds', en: 'known since' },
  care: { nl: 'zorg volgens start- en stopberichten', en: 'care by start and stop messages' },
  assignment: { nl: 'toewijzing', en: 'assignment' },
} as const;

/** Details of a kind of fact besides place and days: the address, the holder, the form of care, the ground. */
function detailOf(fact: Said): string[] {
  switch (fact.kind) {
    case 'registration':
      return [fact.address];
    case 'custody':
      return [fact.holder];
    case 'care':
      return [fact.form, fact.provider];
    case 'decision':
      return [fact.ground];
    default:
      return [];
  }
}

function placeOf(fact: Said, language: Language): string[] {
  if (!('municipality' in fact)) return [];
  return [fact.municipality === null ? words.none[language] : `${words.municipality[language]} ${fact.municipality}`];
}

function daysOf(fact: Said, language: Language): string[] {
  if ('on' in fact) return [fact.on];
  if (!('from' in fact)) return [];
  const until = fact.to === null ? '' : ` ${words.until[language]} ${fact.to}`;
  return [`${words.from[language]} ${fact.from}${until}`];
}

/** A fact from messages has an id that names its kind: `care:` or `assignment:` with its key. */
function fromMessages(id: string, language: Language): string {
  const [kind, key] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  return kind === 'care' || kind === 'assignment' ? `${words[kind][language]} ${key}` : id;
}

/** A fact used by an explanation, in words: its content, since when it is known, and its id. */
export function factInWords({ id, fact, recordedOn }: Used, language: Language): string {
  if (!fact) return fromMessages(id, language);
  const parts = [
    kinds[fact.kind][language],
    ...detailOf(fact),
    ...placeOf(fact, language),
    ...daysOf(fact, language),
    ...(recordedOn === null ? [] : [`${words.known[language]} ${recordedOn}`]),
  ];
  return `${parts.join(', ')} [${id}]`;
}
