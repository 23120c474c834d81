import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '@regieboek/platform';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command } from './printed.js';
import { start } from './running.js';
import * as story from './story.js';

describe('the audit log of the command line', () => {
  let ledger: LedgerFolder;
  beforeAll(async () => {
    ledger = await ledgerFolder('cli audit');
    expect((await command('import', ledger.files)).errors).toBe('');
  });
  afterAll(() => ledger.stop());

  const lastOf = async (region: string): Promise<AuditEntry> => {
    const [entries] = (await command('audit', 'show', '--region', region, '--json')).json as [AuditEntry[]];
    const [last] = entries.filter(({ action }) => action !== 'see-audit-log').slice(-1);
    if (!last) throw new Error('no entry');
    return last;
  };

  it.each([
    ['keys check', ['keys', 'check'], 'allowed', null],
    ['parked list', ['parked', 'list'], 'allowed', null],
    ['read-models list', ['read-models', 'list'], 'allowed', null],
    ['parked skip of nothing', ['parked', 'skip', 'zhz.youth-1', '--reason', 'a test'], 'failed', 'refused'],
  ])('has an entry of %s, by the user of the machine', async (_, argv, result, code) => {
    const { code: exit } = await command(...argv);
    expect(exit).toBe(result === 'allowed' ? 0 : 1);
    expect(await lastOf('*')).toMatchObject({
      ...{ action: 'operate', event: 'change', result, code, actorKind: 'local', origin: 'command line' },
    });
  });

  it('has an entry of a command that is refused before its ledger opens', async () => {
    process.env['REGIEBOEK_VAULT_KEY'] = '42'.repeat(32);
    const refused = await command('bill', '--region', story.region, '--period', story.month);
    process.env['REGIEBOEK_VAULT_KEY'] = '17'.repeat(32);
    expect(refused.code).not.toBe(0);
    const entries = [await lastOf('*'), await lastOf(story.region)];
    expect(entries).toContainEqual(
      expect.objectContaining({ action: 'see-billing', result: 'failed', query: { period: story.month } }),
    );
  });

  it('removes nothing that has to be kept, and records that somebody tried', async () => {
    const pruned = await command('audit', 'prune', '--region', story.region);
    expect(pruned.lines).toEqual([`region ${story.region}: 0 entries removed that were older than 5 years`]);
    expect(await lastOf(story.region)).toMatchObject({ action: 'operate', event: 'change', result: 'allowed' });
    process.env['REGIEBOEK_AUDIT_YEARS'] = '4';
    const refused = await command('audit', 'prune', '--region', story.region);
    delete process.env['REGIEBOEK_AUDIT_YEARS'];
    expect([refused.code, refused.errors]).toEqual([2, expect.stringContaining('REGIEBOEK_AUDIT_YEARS')]);
  });

  it('names the youths of a message whose status was asked for', async () => {
    const running = await start(ledger.databaseUrl);
    const { message } = (await running.post('/v1/messages', 'application/xml', story.jw301(story.bsn, 0))).json();
    await running.get(`/v1/messages/${message}`);
    const history = await running.history(story.region);
    await running.close();
    const { action, youths } = await lastOf(story.region);
    expect(action).toBe('see-messages');
    expect(youths).toHaveLength(1);
    expect([...history.youths.keys()]).toEqual(expect.arrayContaining([...youths]));
  });
});
