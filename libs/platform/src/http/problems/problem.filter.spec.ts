import { describe, expect, it } from '@jest/globals';
import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { z } from 'zod';
import { NothingRecorded, UnknownOutcome, WrongRevision } from '@regieboek/eventing';
import { Refusal } from '@regieboek/kernel';
import {
  CheckpointAhead,
  FeedBehind,
  IdentitiesUnavailable,
  OtherLog,
  ReadingFailed,
  SettingsFault,
} from '../../index.js';
import { toProblem } from './problem.filter.js';
import { invalid, notFound } from './problem.js';

const secret = '999900006';
const fastifyFault = (code: string, statusCode: number) =>
  Object.assign(new Error(`Body ${secret} is wrong`), { code, statusCode });
const zodError = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error('it should not fit');
  return parsed.error;
};

describe('an error as a problem', () => {
  it('of our own stays as it is, with type, title, status and faults', () => {
    const faults = [{ place: '/bsn', text: 'is missing' }];
    expect(toProblem(invalid('cannot be read', faults)).details()).toEqual({
      type: 'urn:regieboek:problem:invalid-input',
      title: 'Bad Request',
      status: 400,
      detail: 'cannot be read',
      faults,
    });
    expect(toProblem(notFound('there is no such line')).details()).toEqual({
      type: 'urn:regieboek:problem:not-found',
      title: 'Not Found',
      status: 404,
      detail: 'there is no such line',
    });
  });

  it('of a schema names every place', () => {
    const schema = z.object({ lines: z.array(z.object({ cents: z.int() })), region: z.string() });
    const { status, faults } = toProblem(zodError(schema, { lines: [{ cents: secret }] }));
    expect(status).toBe(400);
    expect(faults.map(({ place }) => place)).toEqual(['/lines/0/cents', '/region']);
  });

  it.each([
    ['another revision', new WrongRevision('zhz.youth-1', 1, 2), 412, 'changed-meanwhile'],
    ['a vault that is down', new IdentitiesUnavailable(new Error(secret)), 503, 'identities-away'],
    ['a read model ahead of the log', new CheckpointAhead('finance', 'zhz', 3, 2), 503, 'other-log'],
    ['a read model of another log', new OtherLog('finance', 'zhz', 3), 503, 'other-log'],
    ['a feed that is behind', new FeedBehind('wait for the feed'), 503, 'feed-behind'],
    ['a file that takes too long to read', new ReadingFailed('too slow'), 413, 'too-complex'],
    ['a log that is down', new NothingRecorded('zhz.youth-1', new Error(secret)), 503, 'log-away'],
    ['an append without an answer', new UnknownOutcome('zhz.youth-1', 3, new Error(secret)), 503, 'database-away'],
    ['a conflict with what is recorded', new Refusal('id-in-use', 'conflict', 'choose another id'), 409, 'id-in-use'],
    ['a fault of the settings', new SettingsFault(secret), 500, 'unexpected'],
    ['a fault of the ledger', new Refusal('gap-in-log', 'internal', secret), 500, 'unexpected'],
    ['an unreadable body', new BadRequestException(`Unexpected token ${secret}`), 400, 'unreadable'],
    ['an unknown address', new NotFoundException(`Cannot GET /v1/youths/${secret}`), 404, 'not-found'],
    ['a status of the framework', new HttpException(secret, 418), 418, 'http-418'],
    ['a body that is too large', fastifyFault('FST_ERR_CTP_BODY_TOO_LARGE', 413), 413, 'too-large'],
    ['a content type', fastifyFault('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415), 415, 'unsupported-media-type'],
    [
      'an error of the database',
      Object.assign(new Error(secret), { code: '23505', statusCode: 400 }),
      500,
      'unexpected',
    ],
    ['anything else', new TypeError(secret), 500, 'unexpected'],
    ['no error at all', secret, 500, 'unexpected'],
  ])('of %s has its own status and code and repeats nothing', (_, error, status, code) => {
    const problem = toProblem(error);
    expect([problem.status, problem.code]).toEqual([status, code]);
    expect(JSON.stringify(problem.details())).not.toContain(secret);
  });

  it('of a schema never repeats the input, whatever the kind of fault', () => {
    const schema = z.strictObject({
      kind: z.enum(['a', 'b']),
      bsn: z.string().regex(/^x/).max(3),
      on: z.union([z.int(), z.null()]),
      which: z.discriminatedUnion('type', [z.object({ type: z.literal('one') })]),
      many: z.record(z.string().max(2), z.int()),
    });
    const sent = {
      kind: secret,
      bsn: secret,
      on: secret,
      which: { type: secret },
      many: { no: secret },
      [secret]: 1,
    };
    const details = toProblem(zodError(schema, sent)).details();
    expect(details.faults?.length).toBeGreaterThanOrEqual(7);
    expect(JSON.stringify(details)).not.toContain(secret);
  });
});
