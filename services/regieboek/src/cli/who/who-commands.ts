import { FindDeclaredLines } from '@regieboek/finance';
import { residenceFact } from '@regieboek/events';
import type { CalendarDate, Language } from '@regieboek/kernel';
import {
  GetIdentity,
  LookUpYouths,
  nameInWords,
  onlyYouth,
  RecordResidenceFact,
  type FoundYouth,
} from '@regieboek/placements';
import type { Ledger } from '../../process/ledger-as.js';
import type { Settings } from '../../process/settings.js';
import type { Input } from '../input.js';
import { inRegion, print } from '../in-region.js';
import { CommandRefused, table, type Output } from '../output.js';
import { readBsn } from './read-bsn.js';
import { whoTexts } from './texts.js';

/** What a youth is named by on the command line; nothing for a BSN, which is read from standard input. */
export interface NamedBy {
  readonly assignment?: number;
  readonly reference?: string;
  readonly youth?: string;
}

/** Options of `who`. */
export interface WhoOptions extends NamedBy {
  readonly region: string;
  readonly json?: boolean;
}

/** Options of `identity`. */
export interface IdentityOptions {
  readonly region: string;
  readonly youth: string;
  readonly json?: boolean;
}

/** Options of `fact`. */
export interface FactOptions extends WhoOptions {
  /** The fact as parsed JSON. */
  readonly fact: unknown;
  readonly on?: CalendarDate;
}

/** Youths by an assignment, a reference or a pseudonym. */
async function youthsBy(
  ledger: Pick<Ledger, 'ask'>,
  region: string,
  { assignment, reference, youth }: NamedBy,
): Promise<FoundYouth[]> {
  if (assignment !== undefined) return ledger.ask(new LookUpYouths(region, { assignment }));
  if (youth !== undefined) return ledger.ask(new LookUpYouths(region, { youth }));
  const lines = await ledger.ask(new FindDeclaredLines(region, { reference: reference ?? '' }));
  const youths = new Set(lines.flatMap((line) => line.youth ?? []));
  const found: FoundYouth[] = [];
  for (const one of youths) found.push(...(await ledger.ask(new LookUpYouths(region, { youth: one }))));
  return found;
}

const shown = (value: string | number | null): string => (value === null ? '' : String(value));

/** Lines for people about a youth: pseudonym, care and assignments. */
function youthLines({ youth, care, assignments, isSecret }: FoundYouth, language: Language): string[] {
  const texts = whoTexts[language];
  if (isSecret) return [youth, `  ${texts.secret}`];
  const careRows = care.map((one) => [
    ...[one.from, shown(one.to), one.provider, one.providerName, shown(one.municipality)],
    ...[shown(one.assignment), `${one.form} ${one.product ?? ''}`.trim()],
  ]);
  const rows = assignments.map((one) => [
    ...[String(one.number), one.municipality, one.provider, one.providerName],
    ...[one.code ?? shown(one.category), one.from, shown(one.to)],
  ]);
  return [
    youth,
    ...(careRows.length > 0 ? [texts.care, ...table(texts.columns, careRows, [])] : []),
    ...(rows.length > 0 ? [texts.assignments, ...table(texts.assignmentColumns, rows, [])] : []),
  ];
}

/** `regieboek who`: a youth by BSN, assignment or reference, with its care. */
export async function whoCommand(settings: Settings, options: WhoOptions, output: Output, input: Input): Promise<void> {
  const { region, assignment, reference, youth } = options;
  const isNamed = assignment !== undefined || reference !== undefined || youth !== undefined;
  const bsn = isNamed ? null : await readBsn(input, output);
  const found = await inRegion(settings, options, output, (regieboek) =>
    bsn === null ? youthsBy(regieboek, region, options) : regieboek.ask(new LookUpYouths(region, { bsn })),
  );
  if (found.length === 0 && !options.json) throw new CommandRefused(whoTexts[output.language].nobody);
  print(found, options, output, (youths, language) => youths.flatMap((one) => youthLines(one, language)));
}

/** `regieboek identity`: BSN and name of a youth, from the vault. */
export async function identityCommand(settings: Settings, options: IdentityOptions, output: Output): Promise<void> {
  const { region, youth } = options;
  const texts = whoTexts[output.language];
  const identity = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new GetIdentity({ region, youth })),
  );
  if (!identity) throw new CommandRefused(texts.unknownIdentity(youth));
  const { bsn } = identity;
  const name = nameInWords(identity.name);
  print({ youth, bsn, name }, options, output, () => [texts.identity(bsn, name === null ? '' : `, ${name}`)]);
}

/** `regieboek fact`: records a residence fact of a youth by assignment, reference or pseudonym. */
export async function factCommand(settings: Settings, options: FactOptions, output: Output): Promise<void> {
  const { region, on } = options;
  const texts = whoTexts[output.language];
  const parsed = residenceFact.safeParse(options.fact);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'fact'}: ${message}`);
    throw new CommandRefused(texts.wrongFact(faults.join('; ')));
  }
  const fact = parsed.data;
  const youth = await inRegion(settings, options, output, async (regieboek) => {
    const one = onlyYouth(await youthsBy(regieboek, region, options));
    await regieboek.execute(new RecordResidenceFact({ region, youth: one }, fact, { recordedOn: on }));
    return one;
  });
  print({ youth, factId: fact.id }, options, output, () => [texts.recorded(fact.id, youth)]);
}
