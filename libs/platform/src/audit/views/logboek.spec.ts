import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { draft, logInDraft, youth } from '../../../test/audit-drafts.js';
import { chained, EMPTY_CHAIN } from '../log/chain.js';
import type { AuditDraft, AuditEntry } from '../log/entry.js';
import { logboekLines } from './logboek.js';

const entry = (own: Partial<AuditDraft> = {}): AuditEntry => {
  const [made] = chained([draft(own)], EMPTY_CHAIN);
  if (!made) throw new Error('a draft becomes an entry');
  return made;
};
const exported = (id: string): string => `export-1:${id.slice(-2)}`;

describe('the lines of the Logboek Dataverwerkingen', () => {
  it('state one processing of one youth: when, for which purpose, and with which outcome', () => {
    expect(logboekLines(entry({ request: '615673df-570b-422a-ab28-0ee98b85f50c' }), exported)).toEqual([
      {
        trace_id: '615673df570b422aab280ee98b85f50c',
        operation_id: expect.stringMatching(/^[0-9a-f]{16}$/),
        parent_operation_id: null,
        status: 'OK',
        start_time: '2026-03-06T09:00:00.000Z',
        end_time: '2026-03-06T09:00:00.012Z',
        processing_activity_id: 'urn:regieboek:purpose:casework',
        data_subject_id: 'export-1:01',
        data_subject_id_type: 'pseudonym',
        data_subjects: 1,
      },
    ]);
  });

  it('are one per youth, with the trace id of their entry and an operation id of their own', () => {
    const own = entry({ youths: [youth(1), youth(2), youth(3)], youthCount: 3 });
    const lines = logboekLines(own, exported);
    expect(lines.map((line) => line.data_subject_id)).toEqual(['export-1:01', 'export-1:02', 'export-1:03']);
    expect(new Set(lines.map((line) => line.trace_id)).size).toBe(1);
    expect(new Set(lines.map((line) => line.operation_id)).size).toBe(3);
    expect(logboekLines(own, exported)).toEqual(lines);
    expect(lines[0]?.operation_id).not.toBe(logboekLines(entry(), exported)[0]?.operation_id);
  });

  it('are one line for a set of youths that its entry does not name', () => {
    const many = entry({ youths: [], youthCount: 12_000, youthDigest: 'ab'.repeat(32) });
    expect(logboekLines(many, exported)).toMatchObject([
      { data_subject_id: null, data_subject_id_type: 'set', data_subjects: 12_000 },
    ]);
  });

  it('have the status ERROR when the request failed after it saw a youth', () => {
    expect(logboekLines(entry({ result: 'failed', code: 'unexpected' }), exported)).toMatchObject([
      { status: 'ERROR' },
    ]);
  });

  it('are none where nothing of a youth was processed', () => {
    const none = [entry({ result: 'denied' }), entry(logInDraft()), entry({ youths: [], youthCount: 0 })];
    expect(none.flatMap((one) => logboekLines(one, exported))).toEqual([]);
  });

  it('keep a trace id of another system, and make one of the entry where there was no request', () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    expect(logboekLines(entry({ request: trace }), exported)[0]?.trace_id).toBe(trace);
    const command = entry({ request: null, origin: 'command line' });
    expect(logboekLines(command, exported)[0]?.trace_id).toBe(command.id.replaceAll('-', ''));
  });

  it('name no user, no role, no region and no pseudonym of the ledger, whatever the entry holds', () => {
    const own = fc.record({
      subject: fc.constantFrom('jan.jansen', 'piet@example.org'),
      issuer: fc.constant('https://idp.example'),
      region: fc.constantFrom('zhz-secret', 'wbw-secret'),
      youths: fc.uniqueArray(fc.integer({ min: 1, max: 50 }).map(youth), { minLength: 1, maxLength: 5 }),
      result: fc.constantFrom('allowed' as const, 'failed' as const),
      request: fc.option(fc.uuid()),
    });
    fc.assert(
      fc.property(own, (fields) => {
        const made = entry({ ...fields, object: { youth: fields.youths[0] ?? '' }, roles: ['contract-manager'] });
        const lines = logboekLines(made, (id) => `p${fields.youths.indexOf(id)}`);
        expect(lines).toHaveLength(fields.youths.length);
        for (const line of lines) {
          expect(line.trace_id).toMatch(/^[0-9a-f]{32}$/);
          expect(JSON.stringify(line)).not.toMatch(/jansen|piet|idp\.example|secret|contract-manager|0000-4000-8000-/);
        }
      }),
      { seed: 284, numRuns: 100 },
    );
  });
});
