import { dayInWords, fromDay, lastDayOf, monthInWords, type Language, type Month } from '@regieboek/kernel';
import { listedLines } from '../../statements/proof/proven-line.js';
import type { StatementDocument } from '../statement/statement-document.js';
import { summaryOf, type SummaryRow } from '../statement/summary.js';
import { documentTexts } from '../statement/texts.js';
import { euro } from './euro.js';
import type { Letter, LetterRow } from './letter.js';
import { letterTexts } from './texts.js';

const isShown = ({ part }: SummaryRow): boolean => !/provider|categor/.test(part);

function rowsOf({ statement }: StatementDocument, language: Language): LetterRow[] {
  const { parts } = documentTexts[language];
  return summaryOf(listedLines(statement), statement.municipality)
    .filter(isShown)
    .map(({ part, cents }) => ({ label: parts[part], value: euro(cents), isTotal: part.startsWith('total') }));
}

/** Letter with the totals of a statement and the mark of its seal. It names no youth. */
export function statementLetter(document: StatementDocument, language: Language): Letter {
  const { statement, seal, names } = document;
  const { municipality, name, period, position } = statement;
  const texts = letterTexts[language];
  const month = monthInWords(period, language);
  return {
    language,
    title: texts.statementTitle(month),
    from: names.organisation === '' ? names.region : names.organisation,
    to: [texts.addressee(name, municipality)],
    dayLabel: texts.day,
    day: seal?.sealedOn ?? fromDay(lastDayOf(period as Month)),
    opening: [texts.statementOpening(name, month, names.region)],
    rows: rowsOf(document, language),
    closing: seal
      ? [texts.sealed(dayInWords(seal.sealedOn, language), position), `${texts.mark}\n${seal.mark}`, texts.howToVerify]
      : [texts.notSealed],
  };
}
