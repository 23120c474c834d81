import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import type { PoolClient } from 'pg';
import { decode, type Assignment, type DecidedLine, type DeclarationHead } from '@regieboek/events';
import type { Recorded } from '@regieboek/eventing';
import type { Projection } from '@regieboek/platform';

/** A declaration and how far it is: received, then decided. */
export interface DeclarationRow {
  region: string;
  /** Id of its stream. */
  id: string;
  provider: string;
  municipality: string;
  messageId: string;
  number: string;
  period: string;
  message: string;
  submittedCents: string;
  /** null until the declaration is decided. */
  approvedCents: string | null;
  approvedLines: number | null;
  rejectedLines: number | null;
  /** Whether the declaration counts as sent: false when it was refused as a whole. */
  counts: boolean;
}

export const declarationRow = new EntitySchema<DeclarationRow>({
  name: 'declaration',
  columns: {
    region: { type: 'text', primary: true },
    id: { type: 'text', primary: true },
    provider: { type: 'text' },
    municipality: { type: 'text' },
    messageId: { type: 'text', name: 'message_id' },
    number: { type: 'text' },
    period: { type: 'text' },
    message: { type: 'text' },
    submittedCents: { type: 'bigint', name: 'submitted_cents' },
    approvedCents: { type: 'bigint', name: 'approved_cents', nullable: true },
    approvedLines: { type: 'int', name: 'approved_lines', nullable: true },
    rejectedLines: { type: 'int', name: 'rejected_lines', nullable: true },
    counts: { type: 'boolean' },
  },
});

export class DeclarationTables1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE finance.declaration (
        region text, id text, provider text NOT NULL, municipality text NOT NULL, message_id text NOT NULL,
        number text NOT NULL, period text NOT NULL, message text NOT NULL, submitted_cents bigint NOT NULL,
        approved_cents bigint, approved_lines int, rejected_lines int, counts boolean NOT NULL DEFAULT false,
        PRIMARY KEY (region, id)
      );
      CREATE INDEX ON finance.declaration (region, provider);
      CREATE TABLE finance.line (
        region text, declaration text, place int, reference text NOT NULL, previous text, provider text NOT NULL,
        municipality text NOT NULL, youth uuid, assignment int NOT NULL, category text NOT NULL, code text NOT NULL,
        first_day date NOT NULL, last_day date NOT NULL, volume int NOT NULL, unit text NOT NULL, tariff_cents int,
        cents bigint NOT NULL, codes text[] NOT NULL, PRIMARY KEY (region, declaration, place)
      );
      CREATE INDEX ON finance.line (region, provider, reference);
      CREATE INDEX ON finance.line (region, provider, previous) WHERE previous IS NOT NULL;
      CREATE INDEX ON finance.line (region, municipality, assignment);
      CREATE TABLE finance.assignment (
        region text, municipality text, number int, assignment jsonb NOT NULL,
        PRIMARY KEY (region, municipality, number)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE finance.assignment; DROP TABLE finance.line; DROP TABLE finance.declaration');
  }
}

const insertDeclaration = `
  INSERT INTO finance.declaration
    (region, id, provider, municipality, message_id, number, period, message, submitted_cents)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`;

const insertLines = `
  INSERT INTO finance.line
  SELECT $1, $2, l.place, l.reference, l.previous, d.provider, d.municipality, l.youth, l.assignment, l.category, l.code,
    l.first_day, l.last_day, l.volume, l.unit, l.tariff_cents, l.cents, ARRAY(SELECT jsonb_array_elements_text(l.codes))
  FROM jsonb_to_recordset($3) AS l(place int, reference text, previous text, youth uuid, assignment int, category text,
    code text, first_day date, last_day date, volume int, unit text, tariff_cents int, cents bigint, codes jsonb),
    finance.declaration d
  WHERE d.region = $1 AND d.id = $2
  ON CONFLICT DO NOTHING`;

const conclude = `
  UPDATE finance.declaration SET approved_cents = $3, approved_lines = $4, rejected_lines = $5, counts = $6
  WHERE region = $1 AND id = $2`;

const upsertAssignments = `
  INSERT INTO finance.assignment
  SELECT $1, a->>'municipality', (a->>'number')::int, a FROM jsonb_array_elements($2::jsonb) AS a
  ON CONFLICT (region, municipality, number) DO UPDATE SET assignment = excluded.assignment`;

const toRow = ({ from, to, tariffCents, ...line }: DecidedLine) => ({
  ...line,
  first_day: from,
  last_day: to,
  tariff_cents: tariffCents,
});

const headRow = (region: string, id: string, head: DeclarationHead) => [
  region,
  id,
  head.provider,
  head.municipality,
  head.messageId,
  head.number,
  head.period,
  head.message,
  head.submittedCents,
];

/** Id of a declaration: what follows the category in the name of its stream. */
export const declarationId = (stream: string): string => stream.slice(stream.indexOf('-', stream.indexOf('.')) + 1);

async function applyFinance(recorded: Recorded, transaction: PoolClient): Promise<void> {
  const { region, stream } = recorded;
  const id = declarationId(stream);
  const { type, data } = decode(recorded);
  if (type === 'finance.declaration-received.v1') await transaction.query(insertDeclaration, headRow(region, id, data));
  else if (type === 'finance.declaration-lines-decided.v1') {
    await transaction.query(insertLines, [region, id, JSON.stringify(data.lines.map(toRow))]);
  } else if (type === 'finance.declaration-decided.v1') {
    const counts =
      data.declarationCodes.every((code) => code === '0200' || code === '8001') &&
      data.headerCodes.every((code) => code === '0200');
    await transaction.query(conclude, [region, id, data.approvedCents, data.approvedLines, data.rejectedLines, counts]);
  }
}

/** Newest of several decisions on one assignment, so that one statement never writes a row twice. */
function newestAssignments(events: readonly Recorded[]): Assignment[] {
  const newest = new Map<string, Assignment>();
  for (const recorded of events) {
    if (!recorded.type.startsWith('placements.')) continue;
    const { type, data } = decode(recorded);
    if (type === 'placements.assignment-decided.v1') newest.set(`${data.municipality}#${data.number}`, data);
  }
  return [...newest.values()];
}

/** Declarations and their lines, as finance looks them up when it decides. */
export const declarationsProjection: Projection = {
  name: 'finance.declarations.v1',
  context: 'finance',
  async apply(events, transaction) {
    for (const recorded of events) if (recorded.type.startsWith('finance.')) await applyFinance(recorded, transaction);
  },
};

/** Assignments of placements, as finance looks them up when it decides. */
export const assignmentsProjection: Projection = {
  name: 'finance.assignments.v1',
  context: 'placements',
  async apply(events, transaction) {
    for (const [region, own] of Map.groupBy(events, ({ region }) => region)) {
      const assignments = newestAssignments(own);
      if (assignments.length > 0) await transaction.query(upsertAssignments, [region, JSON.stringify(assignments)]);
    }
  },
};
