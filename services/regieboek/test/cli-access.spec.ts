import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localActor, type Actor } from '@regieboek/access';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command } from './printed.js';
import { start } from './running.js';
import * as story from './story.js';

const region = ['--region', story.region];

describe('the review of rights and of emergency access on the command line', () => {
  let ledger: LedgerFolder;
  let id: string;

  beforeAll(async () => {
    ledger = await ledgerFolder('cli access');
    expect((await command('import', ledger.files)).errors).toBe('');
    const policy: Actor = {
      ...{ subject: 'medewerker-7', issuer: 'https://idp.example', kind: 'person' },
      grants: [{ role: 'policy', region: story.region }],
    };
    const authenticate = async ({ headers }: { readonly headers: Record<string, unknown> }) =>
      headers['x-actor'] === undefined ? localActor : policy;
    const running = await start(ledger.databaseUrl, () => ({ authenticator: { authenticate } }));
    const answer = await running.post(
      `/v1/regions/${story.region}/emergency-access`,
      'application/json',
      JSON.stringify({ role: 'backoffice', reason: 'urgent-care' }),
      { 'x-actor': 'medewerker-7' },
    );
    ({ id } = answer.json());
    const review = await running.get(`/v1/regions/${story.region}/rights-review?year=2026`);
    expect(review.json()).toMatchObject({ region: story.region, emergencyAccess: [{ id, isOverdue: false }] });
    await running.close();
  });
  afterAll(() => ledger.stop());

  it('shows who used which role, in Dutch and English, and writes it as CSV', async () => {
    const out = join(ledger.folder, 'rights.csv');
    const { code, lines, errors } = await command('access', 'review', ...region, '--out', out, '--lang', 'nl');
    expect([code, errors]).toEqual([0, '']);
    expect(lines.join('\n')).toMatch(/gebruiker +uitgever[^]*medewerker-7 +https:\/\/idp\.example +person +beleid/);
    expect(lines.join('\n')).toMatch(/noodtoegang +genomen door[^]*spoed in de zorg[^]*open/);
    expect(lines.at(-1)).toBe('noodtoegang die langer dan zeven dagen niet is beoordeeld: 0');
    expect(await readFile(out, 'utf8')).toMatch(
      /gebruiker;uitgever;soort;rol[^]*medewerker-7;https:\/\/idp\.example;person;/,
    );
    expect((await command('access', 'review', ...region, '--year', '2026')).lines[0]).toMatch(/^subject +issuer/);
    expect((await command('access', 'review', ...region, '--year', '26')).code).toBe(2);
  });

  it('lists emergency access and records its review', async () => {
    expect((await command('access', 'emergency', ...region)).lines.join('\n')).toContain(id);
    const reviewed = await command('access', 'review-emergency', id, ...region, '--outcome', 'justified');
    expect([reviewed.code, reviewed.lines]).toEqual([0, [`${id}: justified`]]);
    const again = await command('access', 'review-emergency', id, ...region, '--outcome', 'not-justified');
    expect(again).toMatchObject({ code: 1, errors: expect.stringContaining('reviewed before') });
    expect((await command('access', 'emergency', ...region, '--json')).json).toMatchObject([
      [{ outcome: 'justified' }],
    ]);
  });
});
