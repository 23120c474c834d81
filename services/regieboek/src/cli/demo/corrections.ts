import {
  GetBilledLines,
  GetLogPosition,
  ListApprovedLines,
  ListCorrections,
  type BilledLine,
  type Correction,
} from '@regieboek/finance';
import { isCredit } from '@regieboek/billing';
import { formatEuro, sumCents, type Cents, type Month, type Language } from '@regieboek/kernel';
import type { Regieboek } from '../../process/regieboek.js';
import { demoTexts } from './texts.js';

/** Corrections taken over by the month after the sealed ones because of late facts. */
export interface DemoCorrections {
  readonly region: string;
  readonly month: Month;
  readonly corrections: readonly Correction[];
}

/** A credit, the debit that it reverses, and the sum of both per municipality. */
export interface DemoCredit {
  readonly region: string;
  readonly debit: { readonly reference: string; readonly month: Month };
  readonly credit: { readonly reference: string; readonly month: Month };
  readonly municipalities: readonly {
    readonly municipality: string;
    readonly debitCents: Cents;
    readonly creditCents: Cents;
  }[];
}

/** Corrections in a month of every region, once facts came in after earlier months were sealed. */
export async function correctionsOf(
  regieboek: Regieboek,
  regions: readonly string[],
  month: Month,
): Promise<DemoCorrections[]> {
  const all: DemoCorrections[] = [];
  for (const region of regions) {
    const corrections = await regieboek.ask(new ListCorrections({ region, period: month }));
    all.push({ region, month, corrections });
  }
  return all;
}

/** An approved credit of a region in a later month than its debit, each of them in one of these months. */
async function creditIn(regieboek: Regieboek, region: string, months: readonly Month[]) {
  const approved = await regieboek.ask(new ListApprovedLines(region, months));
  const debits = new Map(
    approved.filter(({ line }) => !isCredit(line)).map((one) => [`${one.provider}.${one.line.reference}`, one]),
  );
  return approved.flatMap((credit) => {
    const debit = debits.get(`${credit.provider}.${credit.line.previous ?? ''}`);
    return debit && debit.month < credit.month ? [{ debit, credit }] : [];
  })[0];
}

const sumsOf = (lines: readonly BilledLine[]): Map<string, Cents> => {
  const sums = new Map<string, Cents>();
  for (const { municipality, cents } of lines)
    sums.set(municipality ?? '?', sumCents([sums.get(municipality ?? '?') ?? 0, cents]));
  return sums;
};

/** The first credit of some region that takes back a debit of an earlier month, as both are billed now. */
export async function creditOf(
  regieboek: Regieboek,
  regions: readonly string[],
  months: readonly Month[],
): Promise<DemoCredit | null> {
  for (const region of regions) {
    const found = await creditIn(regieboek, region, months);
    if (!found) continue;
    const { debit, credit } = found;
    const position = await regieboek.ask(new GetLogPosition(region));
    const partsOf = async ({ month, provider, line: { reference } }: typeof debit) => {
      const { run } = await regieboek.ask(new GetBilledLines({ region, period: month }, { knownAt: { position } }));
      return sumsOf(run.lines.filter((one) => one.provider === provider && one.reference === reference));
    };
    const [taken, given] = [await partsOf(debit), await partsOf(credit)];
    const codes = [...new Set([...taken.keys(), ...given.keys()])].sort();
    const named = ({ month, line: { reference } }: typeof debit) => ({ reference, month });
    return {
      region,
      debit: named(debit),
      credit: named(credit),
      municipalities: codes.map((municipality) => ({
        municipality,
        debitCents: taken.get(municipality) ?? 0,
        creditCents: given.get(municipality) ?? 0,
      })),
    };
  }
  return null;
}

const factsOf = ({ causes }: Correction): string =>
  causes.map(({ what, subject }) => (subject === null ? what : `${what} ${subject}`)).join(', ');

/** Lines for people about what late facts changed, and about the credit. */
export function correctionLines(
  all: readonly DemoCorrections[],
  credit: DemoCredit | null,
  language: Language,
): string[] {
  const texts = demoTexts[language];
  const late = all.flatMap(({ region, month, corrections }) =>
    corrections.map(
      (one) =>
        `  ${region}  ${one.period} -> ${month}  ${texts.municipality(one.municipality ?? '?')}  ${formatEuro(one.cents).padStart(12)}  ${factsOf(one)}`,
    ),
  );
  const total = sumCents(all.flatMap(({ corrections }) => corrections.map(({ cents }) => cents)));
  return [
    texts.late,
    ...late,
    texts.corrections(late.length, formatEuro(total)),
    ...(credit ? ['', ...creditLines(credit, language)] : []),
  ];
}

function creditLines({ region, debit, credit, municipalities }: DemoCredit, language: Language): string[] {
  const texts = demoTexts[language];
  return [
    texts.credit(credit, debit, region),
    ...municipalities.map(
      ({ municipality, debitCents, creditCents }) =>
        `  ${texts.municipality(municipality)}  ${formatEuro(debitCents)} + ${formatEuro(creditCents)} = ${formatEuro(debitCents + creditCents)}`,
    ),
  ];
}
