import { describe, expect, it } from '@jest/globals';
import { MemoryEventLog, WrongRevision } from '@regieboek/eventing';
import type { DeclarationHead } from '@regieboek/events';
import { fromDay, monthOf, toDay } from '@regieboek/kernel';
import { OpenDeclaration } from './open-declaration.js';

const day = fromDay(toDay('2026-03-05'));
const head = (number: string): DeclarationHead => ({
  provider: '99990001',
  municipality: '0505',
  messageId: 'D1',
  messageDate: day,
  number,
  period: monthOf(toDay('2026-02-01')),
  declarationDate: day,
  submittedCents: 0,
  lineCount: 0,
  message: 'f2'.repeat(32),
});
const id = '615673df-570b-522a-ab28-0ee98b85f50c';
const idOf = (content: string) => content;

describe('a declaration that two processes decide', () => {
  it('accepts the same append of both as one, and refuses the second when its decision differs', async () => {
    const log = new MemoryEventLog();
    const open = () => OpenDeclaration.load(log, { region: 'zhz', id, idOf });
    const [one, same, other] = [await open(), await open(), await open()];
    one.record({ kind: 'receive', head: head('A') });
    same.record({ kind: 'receive', head: head('A') });
    other.record({ kind: 'receive', head: head('B') });
    await one.append();
    await same.append();
    await expect(other.append()).rejects.toThrow(WrongRevision);
    expect(await log.head('zhz')).toBe(1);
  });

  it('appends nothing when nothing was recorded', async () => {
    const log = new MemoryEventLog();
    await (await OpenDeclaration.load(log, { region: 'zhz', id, idOf })).append();
    expect(await log.head('zhz')).toBe(0);
  });
});
