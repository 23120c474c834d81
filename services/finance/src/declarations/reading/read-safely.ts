import type { DeclarationHead } from '@regieboek/ijw';
import { limits } from '@regieboek/kernel';
import { compiledBeside, readOf, ready, type Reader } from '@regieboek/platform';
import {
  headOf,
  readAndCheck,
  readWithSettings,
  type ReadDeclaration,
  type SettingsFor,
  type WithSettings,
} from './read-declaration.js';

// The thread loads that module alone, so it imports no framework.
const module = compiledBeside(import.meta.url, 'read-declaration');
const heads: Reader<Uint8Array, DeclarationHead | null> = { module, name: 'headOf', read: headOf };
const whole: Reader<WithSettings, ReadDeclaration> = { module, name: 'readWithSettings', read: readWithSettings };

/** Starts the thread that reads large declarations, so that it is ready when one comes. Never throws. */
export const readyToReadLarge = (): void => ready(whole.module);

/**
 * Reads and checks a JW323 like `readAndCheck`, a large one in a thread. `meanwhile` runs beside it, to prepare what depends on
 * the head only; its errors are left to the code that needs the result. Throws ReadingFailed.
 */
export async function readSafely(
  body: Uint8Array,
  settingsFor: SettingsFor,
  meanwhile: (head: DeclarationHead) => Promise<void>,
): Promise<ReadDeclaration> {
  if (body.length < limits.apartBytes) return readAndCheck(body, settingsFor);
  const head = await readOf(heads, body, body.length);
  const settings = head ? settingsFor(head) : {};
  const reading = readOf(whole, { body, settings }, body.length);
  const [read] = await Promise.allSettled([reading, head ? meanwhile(head) : undefined]);
  if (read.status === 'rejected') throw read.reason;
  return read.value;
}
