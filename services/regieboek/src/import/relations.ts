/** Relations between messages of one day: which has to be imported before which. */
import {
  readMessage,
  type JW305StartProduct,
  type JW307StopProduct,
  REMOVAL_STATUS,
  TEMPORARY_STOP,
} from '@regieboek/ijw';
import type { ImportFile } from './classify.js';

/** For a file, those that come before it. */
export type Predecessors = ReadonlyMap<ImportFile, readonly ImportFile[]>;

/** A start or a stop that a message reports or removes. */
interface Reported {
  readonly file: ImportFile;
  /** Assignment, or product for care without one: only one start at a time may run on it (OP289). */
  readonly on: string;
  readonly begin: string;
  /** Last day of a stop; undefined for a start. */
  readonly end: string | undefined;
  /** A temporary stop (reason 20) before a definitive one of the same day. */
  readonly temporary: boolean;
  readonly removal: boolean;
}

function reportedBy(file: ImportFile, product: JW305StartProduct | JW307StopProduct): Reported {
  const { toewijzingNummer, begindatum, statusAanlevering } = product;
  const code = product.product && `${product.product.categorie} ${product.product.code}`;
  return {
    file,
    on: toewijzingNummer === undefined ? `product ${code}` : `assignment ${toewijzingNummer}`,
    begin: begindatum,
    end: 'einddatum' in product ? product.einddatum : undefined,
    temporary: 'redenBeeindiging' in product && product.redenBeeindiging === TEMPORARY_STOP,
    removal: statusAanlevering === REMOVAL_STATUS,
  };
}

async function reportsIn(file: ImportFile): Promise<Reported[]> {
  const read = readMessage(await file.read());
  if (!read.ok) return [];
  const { message } = read;
  if (message.type === 'JW305') return message.value.client.startProducten.map((one) => reportedBy(file, one));
  if (message.type === 'JW307') return message.value.client.stopProducten.map((one) => reportedBy(file, one));
  return [];
}

const isStop = ({ end }: Reported): boolean => end !== undefined;

/** Of two removals: that of a stop before that of its start (TR071). */
const removalFirst = (one: Reported, other: Reported): boolean =>
  isStop(one) && !isStop(other) && one.begin === other.begin;

/**
 * A removal before the new report. For the same start or stop, the order in which the messages were made decides: reported and
 * then removed, or removed and then reported.
 */
const removalBeforeReport = (one: Reported, other: Reported): boolean =>
  one.removal && !(one.begin === other.begin && one.end === other.end);

/** Of two stops: by last day, a temporary one before a definitive one. */
const stopFirst = (one: Reported, other: Reported): boolean =>
  (one.end ?? '') < (other.end ?? '') || (one.end === other.end && one.temporary && !other.temporary);

/** A start before its stop and those after it, a stop before the start that follows it. */
function reportFirst(one: Reported, other: Reported): boolean {
  if (isStop(one) && isStop(other)) return stopFirst(one, other);
  if (isStop(other)) return one.begin <= other.begin;
  return one.begin < other.begin && (one.end ?? '') <= other.begin;
}

/** True when one report has to be imported before another on the same assignment. */
function precedes(one: Reported, other: Reported): boolean {
  if (one.removal && other.removal) return removalFirst(one, other);
  return one.removal === other.removal ? reportFirst(one, other) : removalBeforeReport(one, other);
}

/** Starts and stops of one day, by the assignments that several of them name. */
async function careBefore(files: readonly ImportFile[]): Promise<Predecessors> {
  const reports = (await Promise.all(files.map(reportsIn))).flat();
  const before = new Map<ImportFile, ImportFile[]>();
  for (const own of Map.groupBy(reports, ({ file, on }) => `${sideOf(file)} ${on}`).values()) {
    for (const one of own) {
      const first = own.filter((other) => other.file !== one.file && precedes(other, one) && !precedes(one, other));
      before.set(one.file, [...(before.get(one.file) ?? []), ...first.map(({ file }) => file)]);
    }
  }
  return before;
}

/** Provider and municipality: numbers of assignments are those of a municipality. */
const sideOf = ({ sender, receiver }: ImportFile): string => `${sender} ${receiver}`;

interface References {
  readonly file: ImportFile;
  readonly own: readonly string[];
  readonly previous: readonly string[];
}

const valuesOf = (element: string, text: string): string[] =>
  [...text.matchAll(new RegExp(`[:<]${element}>\\s*([^<\\s]+)\\s*<`, 'g'))].map(([, value]) => value ?? '');

async function referencesIn(file: ImportFile): Promise<References> {
  const text = (await file.read()).toString('latin1').replace(/<!--[^]*?-->/g, '');
  return { file, own: valuesOf('ReferentieNummer', text), previous: valuesOf('VorigReferentieNummer', text) };
}

/** Declarations of one day: that of a debit before that of its credit, unless its month comes later. */
async function declaredBefore(files: readonly ImportFile[]): Promise<Predecessors> {
  const all: References[] = [];
  for (const file of files) all.push(await referencesIn(file));
  const holder = new Map<string, ImportFile>();
  for (const { file, own } of all) for (const one of own) if (!holder.has(one)) holder.set(one, file);
  return new Map(
    all.map(({ file, previous }) => {
      const debits = new Set(previous.flatMap((one) => holder.get(one) ?? []));
      return [file, [...debits].filter((debit) => debit !== file && debit.period <= file.period)];
    }),
  );
}

/** Predecessors among the messages of one kind and day; none for files of other kinds. */
export async function predecessorsAmong(files: readonly ImportFile[]): Promise<Predecessors> {
  const [first] = files;
  if (first?.kind === 'care') {
    const shared = sharingAssignments(files);
    return shared.length > 1 ? careBefore(shared) : new Map();
  }
  if (first?.kind !== 'JW323') return new Map();
  const before = new Map<ImportFile, readonly ImportFile[]>();
  for (const own of Map.groupBy(files, ({ sender }) => sender).values())
    if (own.length > 1) for (const [file, debits] of await declaredBefore(own)) before.set(file, debits);
  return before;
}

/** Files that share a client or an assignment with another of them: only these have to be read. */
function sharingAssignments(files: readonly ImportFile[]): ImportFile[] {
  const counts = new Map<string, number>();
  for (const { touches } of files) for (const one of touches) counts.set(one, (counts.get(one) ?? 0) + 1);
  return files.filter(({ touches }) => touches.some((one) => (counts.get(one) ?? 0) > 1));
}
