import { isRefusedWhole } from '@regieboek/ijw';
import type { PoolClient } from 'pg';
import { decode, type DecidedLine, type DeclarationHead } from '@regieboek/events';
import type { Recorded } from '@regieboek/eventing';
import type { Projection } from '@regieboek/platform';

// Statements as text: the projection fills tables of a schema given at run time, and writes many lines at once.
const insertDeclaration = (schema: string): string => `
  INSERT INTO ${schema}.declaration
    (region, id, provider, municipality, message_id, number, period, message, submitted_cents)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`;

const insertLines = (schema: string): string => `
  INSERT INTO ${schema}.line
  SELECT $1, $2, l.place, l.reference, l.previous, d.provider, d.municipality, l.youth, l.assignment, l.category, l.code,
    l.first_day, l.last_day, l.volume, l.unit, l.tariff_cents, l.cents, ARRAY(SELECT jsonb_array_elements_text(l.codes))
  FROM jsonb_to_recordset($3) AS l(place int, reference text, previous text, youth uuid, assignment int, category text,
    code text, first_day date, last_day date, volume int, unit text, tariff_cents int, cents bigint, codes jsonb),
    ${schema}.declaration d
  WHERE d.region = $1 AND d.id = $2
  ON CONFLICT DO NOTHING`;

const conclude = (schema: string): string => `
  UPDATE ${schema}.declaration SET approved_cents = $3, approved_lines = $4, rejected_lines = $5, counts = $6
  WHERE region = $1 AND id = $2`;

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

/** Id of a declaration: the part after the category in the name of its stream. */
export const declarationId = (stream: string): string => stream.slice(stream.indexOf('-', stream.indexOf('.')) + 1);

async function applyFinance(recorded: Recorded, transaction: PoolClient, schema: string): Promise<void> {
  const { region, stream } = recorded;
  const id = declarationId(stream);
  const { type, data } = decode(recorded);
  if (type === 'finance.declaration-received.v1')
    await transaction.query(insertDeclaration(schema), headRow(region, id, data));
  else if (type === 'finance.declaration-lines-decided.v1') {
    await transaction.query(insertLines(schema), [region, id, JSON.stringify(data.lines.map(toRow))]);
  } else if (type === 'finance.declaration-decided.v1') {
    const counts = !isRefusedWhole({ header: data.headerCodes, declaration: data.declarationCodes });
    const decided = [data.approvedCents, data.approvedLines, data.rejectedLines, counts];
    await transaction.query(conclude(schema), [region, id, ...decided]);
  }
}

/** Declarations and their lines, as finance looks them up when it decides. */
export const declarationsProjection: Projection = {
  name: 'finance.declarations.v1',
  contexts: ['finance'],
  schema: 'finance',
  tables: ['declaration', 'line'],
  async apply(events, transaction, into) {
    for (const recorded of events)
      if (recorded.type.startsWith('finance.')) await applyFinance(recorded, transaction, into);
  },
};
