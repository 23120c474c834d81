/**
 * `npm run asyncapi`: writes the AsyncAPI document of the topics to `docs/asyncapi.json`; with `--check` it writes nothing
 * and fails when the document differs from the declared events.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { asyncApiDocument } from './document.ts';
import { repositorySource } from './source.ts';

const file = fileURLToPath(new URL('../../docs/asyncapi.json', import.meta.url));
const written = (): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const text = await format(JSON.stringify(asyncApiDocument(repositorySource())), { parser: 'json', printWidth: 120 });
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
  console.log('wrote docs/asyncapi.json');
} else if (written() === text) console.log('docs/asyncapi.json: as the events declare');
else {
  console.error('docs/asyncapi.json differs from the events: run npm run asyncapi and commit it');
  process.exitCode = 1;
}
