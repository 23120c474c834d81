import type { Language } from '@regieboek/kernel';

interface LetterTexts {
  readonly day: string;
  readonly addressee: (name: string, code: string) => string;
  readonly statementTitle: (period: string) => string;
  readonly statementOpening: (name: string, period: string, region: string) => string;
  readonly sealed: (day: string, position: number) => string;
  readonly mark: string;
  readonly howToVerify: string;
  readonly notSealed: string;
}

/** Texts of letters. */
export const letterTexts: Readonly<Record<Language, LetterTexts>> = {
  nl: {
    day: 'Datum',
    addressee: (name, code) => `Gemeente ${name} (${code})`,
    statementTitle: (period) => `Specificatie jeugdhulp ${period}`,
    statementOpening: (name, period, region) =>
      `Hieronder staan de totalen van de jeugdhulp die gemeente ${name} draagt over ${period} in jeugdregio ${region}. De regels staan in de specificatie die bij deze brief hoort.`,
    sealed: (day, position) =>
      `De maand is afgesloten op ${day} (plaats ${position} in het logboek). Wat later bekend wordt, komt als correctie in een latere maand.`,
    mark: 'Zegel van de afgesloten maand:',
    howToVerify:
      'Met dit zegel controleert u de specificatie zelf: regieboek verify-statement <bestand> --mark <zegel>. Bewaar deze brief daarom apart van de specificatie.',
    notSealed: 'De maand is nog niet afgesloten: de bedragen kunnen nog veranderen en er is nog geen zegel.',
  },
  en: {
    day: 'Date',
    addressee: (name, code) => `Municipality of ${name} (${code})`,
    statementTitle: (period) => `Statement of youth care ${period}`,
    statementOpening: (name, period, region) =>
      `These are the totals of the youth care that municipality ${name} bears for ${period} in youth region ${region}. The lines are in the statement that belongs to this letter.`,
    sealed: (day, position) =>
      `The month was sealed on ${day} (position ${position} in the log). What becomes known later is a correction in a later month.`,
    mark: 'Mark of the sealed month:',
    howToVerify:
      'With this mark you verify the statement yourself: regieboek verify-statement <file> --mark <mark>. Keep this letter apart from the statement.',
    notSealed: 'The month is not sealed yet: amounts can still change, and there is no mark yet.',
  },
};
