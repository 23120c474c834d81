import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The compose files, by path from the root, with their purpose. */
export const composeFiles = {
  'docker-compose.yml': 'four services, EventStoreDB, Kafka, PostgreSQL',
  'infra/compose.postgres-log.yml': 'beside it, for the event log in PostgreSQL',
  'infra/compose.one-process.yml': 'one process and PostgreSQL',
} as const;

/** Path of a compose file. */
export type ComposeFile = keyof typeof composeFiles;

/** A variable that a compose file reads from `.env`. */
export interface ComposeVariable {
  readonly name: string;
  /** Default when `.env` has no value; undefined when it is required. */
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

/** The variables of a compose file in order of first use. Throws when one has neither a default nor a remedy. */
export function composeVariables(text: string): ComposeVariable[] {
  const found = uses(text);
  return [...new Set(found.map(({ name }) => name))].map((name) => {
    const marked = found.find((use) => use.name === name && use.mark !== undefined);
    if (!marked)
      throw new Error(`${name} has no value of its own: write \${${name}:?what to do} or \${${name}:-value}`);
    return { name, fallback: marked.mark === ':-' ? marked.rest : undefined };
  });
}

/** A value with its variables filled in from the given values or their defaults. Throws when one has neither. */
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
