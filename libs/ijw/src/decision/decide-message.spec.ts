import { describe, expect, it } from '@jest/globals';
import { soundMessages } from '../../test/ledger-breach.js';
import { ledgerBreaches } from '../../test/ledger-breaches.js';
import { historyOf, known, type History } from '../../test/message-ledgers.js';
import { day } from '../../test/messages.js';
import { readMessage } from '../read/read-message.js';
import type { Settings } from '../settings.js';
import { writeMessage } from '../write/write-message.js';
import { decideMessage, ledgerRules, refuseMessage, type MessageDecision, type MessageOf } from './decide-message.js';
import type { LedgerOf } from './ledgers.js';

const today = day('2026-03-31');

const decide = <T extends keyof LedgerOf>(
  message: MessageOf<T>,
  history: History = {},
  settings: Partial<Settings> = {},
): MessageDecision => decideMessage<keyof LedgerOf>(message, historyOf(history), { today, settings });

const told = ({ findings }: MessageDecision): string[] =>
  findings.map(({ rule, code, path }) => `${rule} ${code} ${path}`);

describe('deciding a message', () => {
  it.each(Object.values(soundMessages))('accepts a sound $type', (message) => {
    expect(decide<keyof LedgerOf>(message)).toEqual({ accepted: true, header: [], classes: new Map(), findings: [] });
  });

  it.each(ledgerBreaches)('$message.type: $breaks', ({ message, history, breaks }) => {
    const decision = decide<keyof LedgerOf>(message, history);
    expect(told(decision).sort()).toEqual([...breaks].sort());
    expect(decision.accepted).toBe(breaks.length === 0);
  });

  /** A broken stop of a known key also breaks a rule on the number of stops. */
  const inseparable = new Set(['JW307 TR074 StopProduct']);

  it.each(
    Object.entries(ledgerRules)
      .flatMap(([message, rules]) => rules.map(({ rule, on, messages }) => ({ message, rule, on, messages })))
      .filter(({ message, messages }) => messages.some((each) => each === message)),
  )('$message: $rule on $on is broken alone', ({ message, rule, on }) => {
    const place = (told: string): string => told.replaceAll(/\[\d+\]/g, '');
    const least = ledgerBreaches
      .filter((each) => each.message.type === message)
      .map(({ breaks }) => breaks)
      .filter((breaks) => breaks.some((each) => each.startsWith(`${rule} `) && place(each).endsWith(`/${on}`)))
      .map(({ length }) => length);
    expect(Math.min(...least) === 1).toBe(!inseparable.has(`${message} ${rule} ${on}`));
  });

  it('stops at a faulty header, and reports all of its faults', () => {
    const decision = decide(soundMessages.JW305, { messages: ['B1'], municipalities: [], starts: [] });
    expect(decision).toMatchObject({ accepted: false, header: ['9056', 'S300'], classes: new Map() });
    expect(decision.findings.map(({ rule }) => rule)).toEqual(['TR056', 'TR378']);
  });

  it('gives each class its own codes, once, and the header code 0200', () => {
    const decision = decide(soundMessages.JW305, { assignments: [], starts: [] });
    expect(decision.header).toEqual(['0200']);
    expect([...decision.classes]).toEqual([
      ['/Bericht/Client/StartProducten/StartProduct[2]', ['9019']],
      ['/Bericht/Client/StartProducten/StartProduct[1]', ['9063']],
    ]);
  });

  it('uses the chosen definition of current assignments', () => {
    const later = known(3, { product: { categorie: '40' }, from: day('2026-05-01') });
    const history = { assignments: [known(1), known(2, { product: { categorie: '43', code: '43A04' } }), later] };
    expect(told(decide(soundMessages.JW317, history))).toEqual(['TR349 9349 /Bericht/Client/Verzoek']);
    expect(decide(soundMessages.JW317, history, { currentAssignments: 'started and not ended' }).accepted).toBe(true);
  });

  it('reports the line of the file when the lines are given', () => {
    const text = writeMessage('JW305', soundMessages.JW305.value);
    const read = readMessage(text);
    if (!read.ok || read.message.type !== 'JW305') throw new Error('what was written must read back');
    const { message, lines } = read;
    const [finding] = decideMessage(message, historyOf({ assignments: [] }), { today, lines }).findings;
    expect(text.split('\r\n')[(finding?.line ?? 0) - 1]?.trim()).toBe('<jw305:StartProduct>');
    expect(decideMessage(message, historyOf({ assignments: [] }), { today }).findings[0]?.line).toBe(0);
  });

  it('refuses with 0001 after a breach of level 2', () => {
    expect(refuseMessage([])).toEqual({ accepted: false, header: ['0001'], classes: new Map(), findings: [] });
  });

  // Comparing each stop with every other would take minutes and exceed the time limit of the test; this is not a benchmark.
  it('judges a hundred thousand stops on one start', () => {
    const [stop] = soundMessages.JW307.value.client.stopProducten;
    const stopProducten = Array.from({ length: 100_000 }, (_, index) => ({
      ...stop,
      einddatum: day(`${2027 + Math.floor(index / 300)}-0${1 + (index % 9)}-1${index % 10}`),
    }));
    const { value } = soundMessages.JW307;
    const many = { type: 'JW307', value: { ...value, client: { ...value.client, stopProducten } } };
    expect(decide(many as MessageOf<'JW307'>).accepted).toBe(false);
  });
});
