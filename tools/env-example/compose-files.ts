import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The compose files, by their path from the root, and what each is for. */
export const composeFiles = {
  'docker-compose.yml': 'four services, EventStoreDB, Kafka, PostgreSQL',
  'infra/compose.postgres-log.yml': 'beside it, for the event log in PostgreSQL',
  'infra/compose.one-process.yml': 'one process and PostgreSQL',
} as const;

/** Path of a compose file. */
export type ComposeFile = keyof typeof composeFiles;

/** A variable that a compose file takes from `.env`. */
export interface ComposeVariable {
  readonly name: string;
  /** What it is when `.env` does not say; undefined when `.env` has to. */
  readonly fallback: string | undefined;
}

/** Text of a file of the repository. */
export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

const USE = /\$\{([A-Z_]+)(?:(:[?-])([^}]*))?\}/g;
const uses = (text: string) =>
  [...text.matchAll(USE)].map(([, name = '', mark, rest = '']) => ({
    name,
    mark,
    rest,
  }));

/** The variables of a compose file in the order in which they are first used. Throws when one has neither a value nor a remedy. */
export function composeVariables(text: string): ComposeVariable[] {
  const found = uses(text);
  return [...new Set(found.map(({ name }) => name))].map((name) => {
    const marked = found.find((use) => use.name === name && use.mark !== undefined);
    if (!marked)
      throw new Error(`${name} has no value of its own: write \${${name}:?what to do} or \${${name}:-value}`);
    return { name, fallback: marked.mark === ':-' ? marked.rest : undefined };
  });
}

/** A value with its variables filled in, by what is given or by their fallbacks. Throws when one has neither. */
export function interpolated(
  value: string,
  given: Readonly<Record<string, string>>,
  variables: readonly ComposeVariable[],
): string {
  return value.replaceAll(USE, (_, name: string) => {
    const filled = given[name] ?? variables.find((one) => one.name === name)?.fallback;
    if (filled === undefined) throw new Error(`${name} is not set`);
    return filled;
  });
}
