/**
 * `npm run env-example`: writes `.env.example` from the compose files and the settings of the services; with `--check` it
 * writes nothing and fails when the file differs from them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { envExample } from './text.ts';

const file = fileURLToPath(new URL('../../.env.example', import.meta.url));
const text = envExample();
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
  console.log('wrote .env.example');
} else if (readFileSync(file, 'utf8') === text) console.log('.env.example: as the settings are');
else {
  console.error('.env.example differs from the settings: run npm run env-example and commit it');
  process.exitCode = 1;
}
