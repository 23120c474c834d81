import type { RegionHistory } from '@regieboek/journal';
import { sumCents } from '@regieboek/kernel';
import { openItems } from '../../closing/open-items.js';
import type { BilledLine, BillingRun } from '../../domain/runs/billing-run.js';
import type { OpenItem } from '../../domain/periods/period.js';
import { declarationId } from '../../read-model/declarations/projection.js';
import type { StatedItem } from './statement-document.js';

/** Shows lines as the present actor may see them, in the same order. */
export type ShowLines = (lines: readonly BilledLine[]) => Promise<readonly BilledLine[]>;

/** True for a line that a municipality bears, or paid while nobody bears it yet. */
const concerns = ({ municipality, payer }: BilledLine, code: string): boolean =>
  municipality === code || (municipality === null && payer === code);

/** Open items of a region that concern a municipality: its lines, and declarations that it received. */
export async function statedItems(
  run: BillingRun,
  declared: RegionHistory,
  municipality: string,
  show: ShowLines,
): Promise<StatedItem[]> {
  const open: ReadonlyMap<string, OpenItem> = new Map(openItems(run, declared).map((one) => [one.item, one]));
  const received = [...declared.declarations.values()].filter(({ head }) => head.municipality === municipality);
  const declarations = received.flatMap(({ stream, head }) => {
    const item = open.get(`declaration:${declarationId(stream)}`);
    return item ? [{ ...item, cents: sumCents([head.submittedCents]) }] : [];
  });
  const lines = run.lines.filter((line) => concerns(line, municipality) && open.has(`line:${line.id}`));
  const reasons = lines.map(({ id }) => open.get(`line:${id}`)?.reasons ?? []);
  const shown = await show(lines);
  return [
    ...declarations,
    ...shown.map(({ id, cents }, at) => ({ item: `line:${id}`, reasons: reasons[at] ?? [], cents })),
  ];
}
