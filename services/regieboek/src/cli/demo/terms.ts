import { join } from 'node:path';
import { Document } from 'yaml';
import { ListContracts, ListRegions } from '@regieboek/contracts';
import type { Month } from '@regieboek/kernel';
import { privateFolder, writePrivate } from '@regieboek/platform/files';
import { inventedIban } from '../../demo-data/index.js';
import type { Regieboek } from '../../process/regieboek.js';
import { waiversFor } from './seals.js';

/** A worked case of the residence principle, with the note of every field that it needs. */
const cases = {
  cases: [
    {
      id: 'moved-before-stay',
      note: 'Lived in Dordrecht, moved to Gorinchem, and has stayed in a group home in Rotterdam since.',
      birthDate: '2012-05-21',
      brpRegistrations: [
        { from: '2012-05-21', to: '2023-02-28', gemeentecode: '0505', kind: 'woonadres' },
        { from: '2023-03-01', to: '2024-01-14', gemeentecode: '0512', kind: 'woonadres' },
        { from: '2024-01-15', to: null, gemeentecode: '0599', kind: 'woonadres-instelling' },
      ],
      care: [{ from: '2024-01-15', to: null, form: 'verblijf' }],
    },
  ],
};

/**
 * Writes terms of payment of every region to `<folder>/terms/<region>/payments.yaml`, with invented accounts, waivers for its first open
 * month beside it, and a case for `regieboek residence resolve` to `<folder>/cases.json`.
 */
export async function writeTerms(regieboek: Regieboek, folder: string, open: Month): Promise<void> {
  for (const { region, organisation, municipalities } of await regieboek.ask(new ListRegions())) {
    const providers = await regieboek.ask(new ListContracts(region));
    const terms = new Document({
      ...{ format: 'regieboek-payments/1', region, organisation: { name: organisation } },
      municipalities: [...new Map(municipalities.map((one) => [one.code, one])).values()].map(({ code, name }) => ({
        ...{ code, name: `Gemeente ${name}`, iban: inventedIban(code) },
      })),
      providers: providers.map(({ provider, name }) => ({ agb: provider, name, iban: inventedIban(provider) })),
    });
    const target = join(folder, 'terms', region);
    await privateFolder(target);
    await writePrivate(join(target, 'payments.yaml'), String(terms));
    const waivers = await waiversFor(regieboek, region, open);
    await writePrivate(join(target, `waivers-${open}.json`), `${JSON.stringify(waivers, null, 2)}\n`);
  }
  await writePrivate(join(folder, 'cases.json'), `${JSON.stringify(cases, null, 2)}\n`);
}
