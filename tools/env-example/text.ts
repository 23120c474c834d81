import { composeFiles, composeVariables, textOf, type ComposeFile } from './compose-files.ts';
import { composeNotes } from './compose-notes.ts';
import { notedVariables, services, type NotedVariable } from './service-settings.ts';

const WIDTH = 118;

/** A comment, wrapped over lines. */
function comment(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `# ${line}`).join('\n');
}

const heading = (text: string): string => `# ${'-'.repeat(8)} ${text} ${'-'.repeat(8)}`;

function composeSection(file: ComposeFile, known: Set<string>): string[] {
  const variables = composeVariables(textOf(file));
  const again = variables.filter(({ name }) => known.has(name)).map(({ name }) => name);
  const entries = variables
    .filter(({ name }) => !known.has(name))
    .map(({ name, fallback }) => {
      const note = composeNotes[name];
      if (note === undefined) throw new Error(`${name} of ${file} is not described: do so in compose-notes.ts`);
      known.add(name);
      return `${comment(note)}\n${name}=${fallback ?? ''}`;
    });
  const shared = again.length === 0 ? [] : [comment(`From above: ${again.join(', ')}.`)];
  return [heading(`${file}: ${composeFiles[file]}`), ...shared, ...entries];
}

/** An example of an address names no password. */
const withoutPassword = (example: string): string => example.replace(/(:\/\/[^:@/]+:)[^@/]+@/, '$1@');

/** A setting of a service stays a comment: the services have other values under the same names. */
const commented = ({ name, description, example }: NotedVariable): string =>
  `${comment(description)}\n#${name}=${withoutPassword(example)}`;

function servicesSections(): string[] {
  const all = services.map((service) => ({ name: service.name, variables: notedVariables(service) }));
  const same = (one: NotedVariable) =>
    all.every(({ variables }) => variables.some(({ name, example }) => name === one.name && example === one.example));
  const shared = all[0]?.variables.filter(same) ?? [];
  return [
    heading('services without containers'),
    comment(
      'Settings of a service started by itself. Compose sets them from what is above; here they are comments, since each service has values of its own: put them in the environment of the service.',
    ),
    heading('every service'),
    ...shared.map(commented),
    ...all.flatMap(({ name, variables }) => [
      heading(`${name}: node services/${name}/dist/main.js`),
      ...variables.filter((one) => !same(one)).map(commented),
    ]),
  ];
}

/** Text of `.env.example`: the variables that the compose files read, and the settings of every service. */
export function envExample(): string {
  const known = new Set<string>();
  const files = Object.keys(composeFiles) as ComposeFile[];
  const parts = [
    comment(
      'Settings, made by npm run env-example. sh infra/make-env.sh copies them to .env with every secret filled in; .env stays out of the repository.',
    ),
    ...files.flatMap((file) => composeSection(file, known)),
    ...servicesSections(),
  ];
  return `${parts.join('\n\n')}\n`;
}
