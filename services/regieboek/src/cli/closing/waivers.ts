import { z } from 'zod';
import { waiver, type Waiver } from '@regieboek/events';
import type { Language } from '@regieboek/kernel';
import { wrongFile } from '../faults/wrong-file.js';
import { CommandRefused } from '../output.js';
import { readText } from '../read-text.js';
import { closingTexts } from './texts.js';

/** Open items waived when a month is sealed: one by one on the command line, or listed in a file. */
export interface GivenWaivers {
  readonly waive?: readonly string[];
  readonly waivers?: string;
}

/** Waivers of `--waive <item>=<reason>` and of the file of `--waivers`. Throws CommandRefused naming all faults. */
export async function waiversIn({ waive = [], waivers }: GivenWaivers, language: Language): Promise<Waiver[]> {
  const given = waive.map((text) => {
    const at = text.indexOf('=');
    return { item: at < 0 ? text : text.slice(0, at), reason: at < 0 ? '' : text.slice(at + 1).trim() };
  });
  const listed = waivers === undefined ? [] : await fromFile(waivers, language);
  return checked([...given, ...listed], '--waive', language);
}

async function fromFile(path: string, language: Language): Promise<unknown[]> {
  const text = await readText(path, language);
  const wrong = wrongFile({ path, text, right: 'json' }, closingTexts[language].needsWaivers, language);
  if (wrong !== undefined) throw new CommandRefused(wrong);
  const parsed = z.array(z.unknown()).safeParse(jsonOf(text));
  if (!parsed.success) throw new CommandRefused(closingTexts[language].notWaivers(path));
  return checked(parsed.data, path, language);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checked(given: readonly unknown[], place: string, language: Language): Waiver[] {
  const parsed = z.array(waiver).safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = new Set(parsed.error.issues.map(({ path }) => `${Number(path[0]) + 1} (${String(path[1] ?? '-')})`));
  throw new CommandRefused(closingTexts[language].wrongWaivers(place, [...faults].join(', ')));
}
