import { PeriodRefused, ProvePeriods, SealPeriod, type OpenItem, type Proof, type Sealed } from '@regieboek/finance';
import type { Waiver } from '@regieboek/events';
import type { Month, Language } from '@regieboek/kernel';
import { isAsked } from '@regieboek/platform';
import type { Regieboek } from '../../process/regieboek.js';
import { table } from '../output.js';
import { demoTexts } from './texts.js';

/** Actor of the seals in the demo. */
const BY = 'demo';

/** A sealed month, with its mark and its waivers. */
export interface DemoSeal {
  readonly region: string;
  readonly period: Month;
  readonly position: number;
  readonly waived: number;
  readonly mark: string;
}

/** Waivers: every item separately, with what is open about it as the reason. */
const waiversOf = (open: readonly OpenItem[]) =>
  open.map(({ item, reasons }) => ({ item, reason: `demo: ${reasons.join(', ')}, to be settled later` }));

async function sealMonth(regieboek: Regieboek, region: string, period: Month): Promise<Sealed> {
  const seal = async (open: readonly OpenItem[]) => {
    const now = await regieboek.execute(new SealPeriod({ region, period }, { by: BY, waivers: waiversOf(open) }));
    return isAsked(now) ? null : now.sealed;
  };
  const sealed = await seal([]).catch((error: unknown) => {
    if (error instanceof PeriodRefused && error.code === 'open-items') return seal(error.open);
    throw error;
  });
  if (!sealed) throw new Error(`${period} of ${region} was not sealed`);
  return sealed;
}

/** An item that no month has. */
const NO_ITEM = { item: 'line:none', reason: 'demo: asks for the open items' };

/** Waivers for everything that is open in a month, for the file of `regieboek seal --waivers`; nothing is sealed. */
export async function waiversFor(regieboek: Regieboek, region: string, period: Month): Promise<readonly Waiver[]> {
  try {
    // A waiver of an item that is not open is always refused, and the refusal has the open ones.
    await regieboek.execute(new SealPeriod({ region, period }, { by: BY, waivers: [NO_ITEM] }));
  } catch (error) {
    if (error instanceof PeriodRefused) return waiversOf(error.open);
    throw error;
  }
  return [];
}

/** Seals months of every region, oldest first, waiving every open item. */
export async function sealMonths(
  regieboek: Regieboek,
  regions: readonly string[],
  months: readonly Month[],
  onMonth: (region: string, period: Month) => void = () => undefined,
): Promise<DemoSeal[]> {
  const seals: DemoSeal[] = [];
  for (const region of regions) {
    for (const period of months) {
      onMonth(region, period);
      const { seal, mark } = await sealMonth(regieboek, region, period);
      seals.push({ region, period, position: seal.position, waived: seal.waivers.length, mark });
    }
  }
  return seals;
}

/** Proves every region by the marks of its seals and its events alone. */
export async function proveMonths(
  regieboek: Regieboek,
  regions: readonly string[],
  seals: readonly DemoSeal[],
): Promise<Proof[]> {
  const proofs: Proof[] = [];
  for (const region of regions) {
    const marks = seals.filter((one) => one.region === region).map(({ mark }) => mark);
    proofs.push(await regieboek.ask(new ProvePeriods(region, { marks, fromScratch: true })));
  }
  return proofs;
}

/** The oldest half of the months, which the demo seals; none of a single month. */
export const oldestOf = (months: readonly Month[]): readonly Month[] => months.slice(0, Math.floor(months.length / 2));

/** Lines for people about the sealed months and their proof. */
export const sealLines = (seals: readonly DemoSeal[], proofs: readonly Proof[], language: Language): string[] => [
  demoTexts[language].seals,
  ...table(
    demoTexts[language].sealColumns,
    seals.map((one) => [one.region, one.period, String(one.position), String(one.waived), one.mark]),
    [2, 3],
  ),
  ...proofs.flatMap(({ region, faults }) => faults.map(({ place, text }) => `${region}: ${place}: ${text}`)),
  demoTexts[language].proven(
    proofs.flatMap(({ periods }) => periods.filter(({ holds }) => holds)).length,
    seals.length,
  ),
];
