import { ImportRegionFile } from '@regieboek/contracts';
import { ImportDeclaration, type DeclarationDecided } from '@regieboek/finance';
import { ImportFacts, ImportMessage } from '@regieboek/placements';
import { IdentitiesUnavailable, type ContractsSnapshot, type Fault } from '@regieboek/platform';
import type { Ledger } from '../process/ledger-as.js';
import type { ImportFile, Kind } from './classify.js';

/** A declaration that was decided: its id, and how many of its lines were approved. */
interface DecidedDeclaration {
  readonly id: string;
  readonly lines: number;
  readonly approvedLines: number;
  /** Sender and DeclaratieNummer; absent when an earlier version decided it. */
  readonly provider?: string;
  readonly number?: string;
}

/** Result of one file. */
export interface FileResult {
  readonly file: string;
  readonly kind: Kind;
  readonly status: 'processed' | 'unchanged' | 'refused' | 'waiting' | 'passed-over';
  readonly region: string | null;
  readonly faults: readonly Fault[];
  /** Of a declaration: its id, and how many of its lines were approved. */
  readonly declaration?: DecidedDeclaration;
  /** Declarations of earlier imports that waited for this one, decided after it. */
  readonly released?: readonly DecidedDeclaration[];
  /** Id and type of the retour of an answered message; `status` says whether the retour refuses it. */
  readonly answer?: { readonly message: string; readonly type: string };
}

const refused = (file: ImportFile, faults: readonly Fault[]): FileResult => ({
  file: file.path,
  kind: file.kind,
  status: 'refused',
  region: null,
  faults,
});

const ZIP_BEGIN = Buffer.from('PK\u0003\u0004', 'latin1');

async function importContracts(ledger: Ledger, file: ImportFile): Promise<FileResult> {
  const body = await file.read();
  if (body.subarray(0, ZIP_BEGIN.length).equals(ZIP_BEGIN))
    return refused(file, [{ place: 'file', text: 'is a ZIP file: name it with the ending .zip, and import it' }]);
  const imported = await ledger.execute(new ImportRegionFile(body));
  if (imported.kind === 'refused') {
    return refused(
      file,
      imported.faults.map(({ line, text }) => ({ place: `line ${line}`, text })),
    );
  }
  const status = imported.events > 0 ? 'processed' : 'unchanged';
  return { file: file.path, kind: file.kind, status, region: imported.region, faults: [] };
}

async function importByPlacements(ledger: Ledger, file: ImportFile, contracts: ContractsSnapshot): Promise<FileResult> {
  const body = await file.read();
  const taken = await ledger.execute(
    file.kind === 'residence-facts' ? new ImportFacts(body) : new ImportMessage(body, contracts),
  );
  if (taken.status === 'refused') return refused(file, taken.faults);
  const { region, message, answer } = taken;
  const result = { file: file.path, kind: file.kind, status: taken.status, region, faults: [] };
  if (!answer) return result;
  const { type, accepted, faults } = answer;
  return { ...result, ...(accepted ? {} : { status: 'refused' }), faults, answer: { message, type } };
}

const decidedOf = (decided: DeclarationDecided): DecidedDeclaration => {
  const { declaration: id, lines, approvedLines, provider, number } = decided;
  return { id, lines, approvedLines, ...(provider && number ? { provider, number } : {}) };
};

/** Without a line, the declaration was refused as a whole. */
const statusOf = ({ status, lines }: DeclarationDecided): FileResult['status'] =>
  lines === 0 ? 'refused' : status === 'decided' ? 'processed' : 'unchanged';

async function importDeclaration(ledger: Ledger, file: ImportFile, contracts: ContractsSnapshot): Promise<FileResult> {
  const taken = await ledger.execute(new ImportDeclaration(await file.read(), contracts)).catch((error: unknown) => {
    if (error instanceof IdentitiesUnavailable) return error;
    throw error;
  });
  if (taken instanceof IdentitiesUnavailable) return refused(file, [{ place: 'file', text: taken.message }]);
  if (taken.status === 'refused') return refused(file, taken.faults);
  const { region } = taken;
  const result = { file: file.path, kind: file.kind, region };
  if (taken.status === 'waiting') return { ...result, status: 'waiting', faults: taken.faults };
  const released = (taken.released ?? []).map(decidedOf);
  return {
    ...result,
    status: statusOf(taken),
    faults: taken.faults,
    declaration: decidedOf(taken),
    ...(released.length > 0 ? { released } : {}),
  };
}

/** Imports one file by its kind. */
export function importOne(ledger: Ledger, file: ImportFile, contracts: ContractsSnapshot): Promise<FileResult> {
  switch (file.kind) {
    case 'contracts':
      return importContracts(ledger, file);
    case 'residence-facts':
    case 'JW301':
    case 'other-xml':
    case 'care':
      return importByPlacements(ledger, file, contracts);
    case 'JW323':
      return importDeclaration(ledger, file, contracts);
    case 'unknown':
      return Promise.resolve(
        refused(file, [
          { place: 'file', text: 'is not an iJw message, a CSV of facts or a contracts.yaml: remove it' },
        ]),
      );
    case 'unreadable':
      return Promise.resolve(refused(file, [{ place: 'file', text: file.reason ?? '' }]));
    case 'passed-over':
      return Promise.resolve({ ...refused(file, [{ place: 'file', text: file.reason ?? '' }]), status: 'passed-over' });
  }
}
