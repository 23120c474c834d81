import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { catalogue } from './catalogue.js';

interface Leaf {
  readonly path: string;
  readonly schema: z.ZodType;
}

/** Texts in a schema, and keys of records; throws on an unknown kind of schema, so that none is skipped. */
function textsIn(schema: z.core.$ZodType, path: string): Leaf[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, one]) => textsIn(one as z.ZodType, `${path}.${key}`));
  if (schema instanceof z.ZodArray) return textsIn(schema.element, `${path}[]`);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional)
    return textsIn(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((one, i) => textsIn(one as z.ZodType, `${path}|${i}`));
  if (schema instanceof z.ZodRecord)
    return [...textsIn(schema.keyType, `${path}.key`), ...textsIn(schema.valueType, `${path}.value`)];
  if (schema instanceof z.ZodPipe) return textsIn(schema.in, path);
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return [{ path, schema }];
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) return [];
  if (schema instanceof z.ZodNumber || schema instanceof z.ZodBoolean) return [];
  throw new Error(`${path} has a schema of a kind that nobody looked at: ${schema.constructor.name}`);
}

const texts = catalogue.flatMap(({ type, schema }) => textsIn(schema, type));

const bsn = '999900006';
/** BSNs as people write them and as patterns may accept them. */
const plants = [
  bsn,
  '999.900.006',
  '9999 00006',
  `F-${bsn}-1`,
  `f${bsn}`,
  `A${bsn}`,
  `RB${bsn}`,
  `line:${bsn}`,
  `2026-03-05T10:00:00.${bsn}`,
  `zhz.declaration-${bsn}x`,
  '\uff19\uff19\uff19\uff19\uff10\uff10\uff10\uff10\uff16',
  `een ${bsn} b`,
];

/** Numbers chosen by the senders of messages: checked on receipt against the BSNs of the message's clients. */
const OF_THE_STANDARD = [
  'finance.declaration-received.v1.messageId',
  'finance.declaration-received.v1.number',
  'finance.declaration-lines-decided.v1.lines[].reference',
  'finance.declaration-lines-decided.v1.lines[].previous',
  'finance.payment-ordered.v1.transfers[].positions[]|0.number',
];

/** Created by the ledger itself; an open item names a declared line, with a number of the standard in it. */
const MADE_HERE = ['finance.declaration-decided.v1.answerId', 'finance.period-sealed.v1.waivers[].item'];

describe('every text of every event', () => {
  const accepting = texts.filter(({ schema }) => plants.some((plant) => schema.safeParse(plant).success));

  it('refuses a citizen service number, by a pattern or the guard, except for numbers of the standard', () => {
    expect(texts.length).toBeGreaterThan(90);
    expect(accepting.map(({ path }) => path).toSorted()).toEqual([...OF_THE_STANDARD, ...MADE_HERE].toSorted());
  });

  it('names the remedy for a citizen service number without repeating it', () => {
    const refusals = texts.flatMap(({ schema }) => plants.map((plant) => schema.safeParse(plant).error?.issues ?? []));
    const said = JSON.stringify(refusals.flat().map(({ message }) => message));
    expect(said).toContain('remove them');
    expect(said).not.toContain(bsn);
  });

  it('is bounded', () => {
    expect(texts.filter(({ schema }) => schema.safeParse('a '.repeat(1_000)).success).map(({ path }) => path)).toEqual(
      [],
    );
    expect(texts.filter(({ schema }) => schema.safeParse('A'.repeat(1_000)).success).map(({ path }) => path)).toEqual(
      [],
    );
  });
});

const CODE = 'code of a member of staff: a UUID of the issuer, or a keyed id (HMAC) against which nobody can try names';

/** Fields long enough for a digest, with the source of each digest. */
const DIGESTS: Readonly<Record<string, string>> = {
  'finance.declaration-received.v1.message':
    'keyed id of the message (HMAC): nobody without the vault can try messages against it',
  'finance.period-sealed.v1.digest': 'of the lines of a run, which follow from the log and say what it says',
  'finance.period-sealed.v1.correctionDigest': 'of corrections, which follow from the log',
  'finance.period-sealed.v1.statements.value': 'of the lines that a municipality bears, which follow from the log',
  'finance.period-sealed.v1.chain.heads[]': 'of the events before it in the same log',
  'finance.period-sealed.v1.fourEyes.asked': CODE,
  'finance.period-sealed.v1.fourEyes.confirmed': CODE,
  'finance.standing-decision-taken.v1.takenBy': CODE,
  'finance.standing-decision-taken.v1.fourEyes.asked': CODE,
  'finance.standing-decision-taken.v1.fourEyes.confirmed': CODE,
  'finance.payment-ordered.v1.fourEyes.asked': CODE,
  'finance.payment-ordered.v1.fourEyes.confirmed': CODE,
  'placements.youth-erased.v1.fourEyes.asked': CODE,
  'placements.youth-erased.v1.fourEyes.confirmed': CODE,
  'contracts.emergency-access-taken.v1.takenBy': CODE,
  'contracts.emergency-access-reviewed.v1.reviewedBy': CODE,
};

describe('no event', () => {
  it('has no digest of received content: the source of every field long enough for a digest is known', () => {
    const hex = [
      '0f'.repeat(32),
      '0f'.repeat(20),
      '0F'.repeat(16),
      `RB${'0F'.repeat(16)}`,
      `zhz.declaration-${'0f'.repeat(16)}`,
    ];
    const roomy = texts.filter(({ schema }) => hex.slice(0, 2).some((digest) => schema.safeParse(digest).success));
    const free = (path: string) =>
      /name|organisation|\.id$|\.number$|group|reason|sealedBy|reopenedBy|withdrawnBy|issuedBy|initiator|factId|ground|provider$|ruleSet|reference$|lumpSum$/.test(
        path,
      );
    expect(
      roomy
        .map(({ path }) => path)
        .filter((path) => !free(path))
        .toSorted(),
    ).toEqual(Object.keys(DIGESTS).toSorted());
  });
});
