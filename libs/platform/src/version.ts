import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageFile = z.object({ version: z.string().regex(/^\d+\.\d+\.\d+$/) });

/** Version of the product, which all its packages have: three numbers (semver.org). */
export const productVersion: string = packageFile.parse(
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')),
).version;
