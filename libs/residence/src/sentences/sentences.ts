import { type Language, civil, type Day } from '@regieboek/kernel';
import type { Municipality } from '../facts/facts.js';
import type { PayerInterval } from '../payer.js';
import { reviewSentences } from './review-sentences.js';
import { ruleSentences } from './rule-sentences.js';
import type { SentenceValues } from './wording.js';
import type { ReviewReason } from '../law/rules.js';

const months: Record<Language, string> = {
  nl: 'januari februari maart april mei juni juli augustus september oktober november december',
  en: 'January February March April May June July August September October November December',
};

/** `1 maart 2023` or `1 March 2023`; the words for an unknown day when undefined. */
function dayInWords(day: Day | undefined, language: Language): string {
  if (day === undefined) return language === 'nl' ? 'een onbekende dag' : 'an unknown day';
  const { year, month, dayOfMonth } = civil(day);
  return `${dayOfMonth} ${months[language].split(' ')[month - 1]} ${year}`;
}

const noMunicipality: Record<Language, string> = { nl: 'nog onbekend', en: 'not known yet' };

/**
 * Why the municipality of an interval is responsible (or pays), in one sentence, followed by one sentence per review
 * reason. `nameOf` returns a municipality's name; without it the sentences show the CBS code.
 */
export function explain(
  interval: PayerInterval,
  language: Language,
  nameOf: (code: Municipality) => string = (code) => code,
): string {
  const name = (code: Municipality | null | undefined): string => (code ? nameOf(code) : noMunicipality[language]);
  const named: SentenceValues = {
    municipality: name(interval.municipality),
    chainStart: dayInWords(interval.chainStart, language),
    referenceDay: dayInWords(interval.referenceDay, language),
    claimOn: name(interval.claimOn),
  };
  const rule = ruleSentences[interval.rule][language](named, interval.chainStart !== undefined);
  return [rule, ...(interval.review ?? []).map((reason) => explainReview(reason, language))].join(' ');
}

/** Why a person should review an answer, in one sentence. */
export const explainReview = (reason: ReviewReason, language: Language): string => reviewSentences[reason][language];
