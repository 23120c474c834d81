import { Faults, withoutBsn, type Language } from '@regieboek/kernel';
import { faultText, readYaml } from '@regieboek/platform';
import { wrongFile, type FileKind } from '../faults/wrong-file.js';
import { CommandRefused } from '../output.js';
import { readText } from '../read-text.js';

/** A fault of a value with its path; `key` is the name of an unknown field, by which its line is found. */
export interface PathFault {
  readonly path: readonly PropertyKey[];
  readonly text: string;
  readonly key?: string | undefined;
}

/** How a YAML file is read: its value, or every fault; and the words for faults. */
export interface YamlInput<Value> {
  readonly read: (value: unknown) => { readonly value: Value } | { readonly faults: readonly PathFault[] };
  /** Kind of file that is needed, and what it is called here; a file of another known kind is named. */
  readonly right: FileKind;
  readonly needs: string;
  /** First line of the message about faults. */
  readonly invalid: string;
  /** Word for the place of a fault of the whole file. */
  readonly wholeFile: string;
}

/** Reads a YAML file. Throws CommandRefused with all faults at once, each with its line. */
export async function readYamlInput<Value>(
  path: string,
  { read, right, needs, invalid, wholeFile }: YamlInput<Value>,
  language: Language,
): Promise<Value> {
  const given = await readText(path, language);
  const wrong = wrongFile({ path, text: given, right }, needs, language);
  if (wrong !== undefined) throw new CommandRefused(wrong);
  const found = new Faults<string>();
  const refuse = (): never => {
    const lines = [...found.kept, ...(found.more === null ? [] : [found.more])].map((line) => `  ${withoutBsn(line)}`);
    throw new CommandRefused([invalid, ...lines].join('\n'));
  };
  const yaml = readYaml(given);
  if ('faults' in yaml) {
    for (const { line, text } of yaml.faults) found.add(`${path}:${line}: ${faultText(text, language)}`);
    return refuse();
  }
  const parsed = read(yaml.value);
  if ('value' in parsed) return parsed.value;
  for (const { path: place, text, key } of parsed.faults) {
    const line = yaml.lineOf(key === undefined ? place : [...place, key]);
    found.add(`${path}:${line}: ${place.map(String).join('.') || wholeFile}: ${faultText(text, language)}`);
  }
  return refuse();
}
