import { withoutBsn, type Language } from '@regieboek/kernel';
import { faultText, regionOfFault, type Fault } from '@regieboek/platform';
import type { FileResult } from '../import/import-one.js';
import { inboxTexts } from './texts.js';

/** Reasons in one file; more are counted. */
const REASONS_MAX = 1_000;

/** Region of a folder with reasons, and their language. */
export interface ReasonsFor {
  /** Region of the folder; undefined where files of every region are accepted. */
  readonly region: string | undefined;
  readonly language: Language;
}

/** Place of a fault in a language: lines and parts of files have words, paths stay as they are. */
function placeInWords(place: string, language: Language): string {
  const { line, column, places } = inboxTexts[language];
  const known: Readonly<Record<string, string>> = places;
  return place
    .replace(/^line (\d+)/, (_, number: string) => line(number))
    .replace(/, column /, `, ${column} `)
    .replace(/^[a-z]+$/, (one) => known[one] ?? one);
}

/** A fault as one line: place and sentence, without a citizen service number. */
function reasonOf(fault: Fault, { region, language }: ReasonsFor): string {
  const other = regionOfFault(fault);
  const text =
    other !== undefined && region !== undefined
      ? inboxTexts[language].otherRegion(other, region)
      : faultText(fault.text, language);
  return `- ${withoutBsn(`${placeInWords(fault.place, language)}: ${text}`.replace(/\p{Cc}+/gu, ' '))}`;
}

/** Faults of a result; those of an unknown kind of file in the language of the reasons. */
const faultsOf = ({ kind, faults }: FileResult, { language }: ReasonsFor): readonly Fault[] =>
  kind === 'unknown' ? [{ place: 'file', text: inboxTexts[language].unknown }] : faults;

function linesOf(faults: readonly Fault[], reasonsFor: ReasonsFor): string[] {
  const { more } = inboxTexts[reasonsFor.language];
  const shown = faults.slice(0, REASONS_MAX).map((fault) => reasonOf(fault, reasonsFor));
  return faults.length > REASONS_MAX ? [...shown, more(faults.length - REASONS_MAX)] : shown;
}

/** Text beside a refused file: what happened, every reason, and what to do. */
export function refusalText(results: readonly FileResult[], reasonsFor: ReasonsFor): string {
  const texts = inboxTexts[reasonsFor.language];
  const isAnswered = results.some(({ answer, declaration }) => (answer ?? declaration) !== undefined);
  return [
    isAnswered ? texts.answered : texts.refused,
    '',
    ...linesOf(
      results.flatMap((result) => faultsOf(result, reasonsFor)),
      reasonsFor,
    ),
    '',
    isAnswered ? texts.newMessage : texts.repair,
    '',
  ].join('\r\n');
}

/** Text about a file that stays in the inbox for now. */
export const waitingText = (faults: readonly Fault[], reasonsFor: ReasonsFor): string =>
  [inboxTexts[reasonsFor.language].waiting, '', ...linesOf(faults, reasonsFor), ''].join('\r\n');
