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
  readonly months: (from: string, to: string) => string;
  readonly settlementTitle: (number: string, months: string) => string;
  readonly settlementOpening: (name: string, months: string) => string;
  readonly settlementRows: Readonly<
    Record<
      | 'ownUseCents'
      | 'lumpSumCents'
      | 'solidarityCents'
      | 'correctionCents'
      | 'borneCents'
      | 'paidCents'
      | 'advanceCents'
      | 'totalCents'
      | 'beforeCents'
      | 'dueCents',
      string
    >
  >;
  readonly toPay: (amount: string, number: string) => string;
  readonly toReceive: (amount: string) => string;
  readonly settlementBasis: (position: number) => string;
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
    months: (from, to) => `${from} tot en met ${to}`,
    settlementTitle: (number, months) => `Afrekening jeugdhulp ${number} over ${months}`,
    settlementOpening: (name, months) =>
      `Hieronder staat de afrekening van de jeugdhulp die gemeente ${name} draagt over ${months}.`,
    settlementRows: {
      ownUseCents: 'Eigen gebruik',
      lumpSumCents: 'Lumpsums',
      solidarityCents: 'Solidariteit',
      correctionCents: 'Correcties van eerdere maanden',
      borneCents: 'Gedragen door de gemeente',
      paidCents: 'Af: door de gemeente betaald aan aanbieders',
      advanceCents: 'Af: voorschotten',
      totalCents: 'Afrekening',
      beforeCents: 'Af: eerder afgerekend over dezelfde maanden',
      dueCents: 'Saldo van deze afrekening',
    },
    toPay: (amount, number) => `Wij verzoeken u ${amount} te betalen onder vermelding van ${number}.`,
    toReceive: (amount) => `U ontvangt van ons ${amount}.`,
    settlementBasis: (position) =>
      `De afrekening berust op afgesloten maanden (plaats ${position} in het logboek). Wat later verandert, komt in een volgende afrekening, die alleen het verschil noemt.`,
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
    notSealed: 'The month is not sealed: amounts can still change, and it has no mark.',
    months: (from, to) => `${from} to ${to}`,
    settlementTitle: (number, months) => `Settlement of youth care ${number} of ${months}`,
    settlementOpening: (name, months) =>
      `This is the settlement of the youth care that municipality ${name} bears for ${months}.`,
    settlementRows: {
      ownUseCents: 'Own use',
      lumpSumCents: 'Lump sums',
      solidarityCents: 'Solidarity',
      correctionCents: 'Corrections of earlier months',
      borneCents: 'Borne by the municipality',
      paidCents: 'Less: paid by the municipality to providers',
      advanceCents: 'Less: advances',
      totalCents: 'Settlement',
      beforeCents: 'Less: settled before for the same months',
      dueCents: 'Balance of this settlement',
    },
    toPay: (amount, number) => `Please pay ${amount} and mention ${number}.`,
    toReceive: (amount) => `You receive ${amount} from us.`,
    settlementBasis: (position) =>
      `The settlement is based on sealed months (position ${position} in the log). What changes later is part of a next settlement, which states only the difference.`,
  },
};
