/** Rows about youths whose address is secret, for readers who may not see where they are: amounts and municipality stay; youth and place are hidden. */
import { HIDDEN_PROVIDER, HIDDEN_YOUTH, seeRows, type SecretAddresses } from '@regieboek/platform';
import type { KnownStatement } from '../billing/index.js';
import type { BilledLine } from '../domain/runs/billing-run.js';
import type { Difference } from '../domain/differences/diff.js';
import type { Correction } from '../domain/differences/diff-causes.js';
import type { WorkItem } from '../reconciliation/index.js';
import type { OpenWork } from '../open-items/index.js';
import type { RefusedItem } from '../refusals/index.js';

const REFERENCE = 'protected';
const NO_MUNICIPALITY = '0000';

export const hiddenLine = (line: BilledLine, number: number): BilledLine => ({
  ...line,
  ...{ id: `${HIDDEN_PROVIDER}.${REFERENCE}.${number}`, reference: REFERENCE },
  ...{ youth: HIDDEN_YOUTH, provider: HIDDEN_PROVIDER },
  ...{ chainStart: null, referenceDay: null, facts: [] },
});

const hiddenDifference = <Row extends Difference>(row: Row, number: number): Row => ({
  ...row,
  ...{ key: `${REFERENCE}.${number}`, youth: HIDDEN_YOUTH, provider: HIDDEN_PROVIDER },
});

export const hiddenCorrection = (row: Correction, number: number): Correction => ({
  ...hiddenDifference(row, number),
  causes: row.causes.map((cause) => ({ ...cause, subject: null })),
});

/** In a work list, which is by provider, the youth and everything that identifies it are hidden; the provider stays. */
export const hiddenItem = (item: WorkItem): WorkItem => ({
  ...item,
  ...{ youth: HIDDEN_YOUTH, municipality: NO_MUNICIPALITY, reference: REFERENCE, assignment: 0 },
});

/** In a list of refusals the provider stays too: it sent the line. */
export const hiddenRefusal = (item: RefusedItem): RefusedItem => ({
  ...item,
  ...{ youth: HIDDEN_YOUTH, municipality: NO_MUNICIPALITY, reference: REFERENCE, assignment: 0 },
});

/** An open item keeps the id by which it is waived; who it is about and where are hidden. */
export const hiddenOpenWork = (work: OpenWork): OpenWork => ({
  ...work,
  ...{ youth: HIDDEN_YOUTH, municipality: null, payer: null, facts: [] },
});

/** A statement as the present actor may see it; its sums do not change. */
export async function hiddenStatement(
  addresses: SecretAddresses,
  region: string,
  statement: KnownStatement,
): Promise<KnownStatement> {
  const lines = await addresses.shown(region, statement.lines, hiddenLine);
  const corrections = await addresses.shown(region, statement.corrections, hiddenCorrection);
  seeRows(region, lines);
  seeRows(region, corrections);
  return { ...statement, lines, corrections };
}
