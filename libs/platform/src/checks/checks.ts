import type { Projection } from '../projections/projection.js';
import type { SealedTable } from '../secrets/rotation.js';

/** Subjects of the checks, in the order in which they are made and shown. */
export const checkNames = ['log', 'audit', 'vault', 'messages', 'read-model', 'seals', 'books'] as const;
export type CheckName = (typeof checkNames)[number];

/** A fault that a check found. */
export interface CheckFault {
  /** Kebab-case code, for a text in the language of the reader. */
  readonly code: string;
  /** Place and remedy, in English, without personal data. */
  readonly text: string;
}

/** Result of one check of one subject. */
export interface CheckResult {
  readonly check: CheckName;
  /** Region, read model or table. */
  readonly subject: string;
  /** Number of events, entries, rows or months that were looked at. */
  readonly count: number;
  /** Digest to compare with one that was kept elsewhere; null when the check has none. */
  readonly mark: string | null;
  readonly faults: readonly CheckFault[];
}

/** Scope of the checks. */
export interface CheckOptions {
  /** True: reads and recomputes everything. False: only quick checks. */
  readonly isDeep: boolean;
  /** Regions to check. */
  readonly regions: readonly string[];
  /** True when these are all regions; then the installation is checked too. */
  readonly isWhole: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** A check: its results as they become known. */
export type LedgerCheck = (options: CheckOptions) => AsyncIterable<CheckResult>;

/** A result without faults. */
export const sound = (check: CheckName, subject: string, count: number, mark: string | null = null): CheckResult => ({
  check,
  subject,
  count,
  mark,
  faults: [],
});

/** A result with one fault. */
export const unsound = (
  { check, subject, count = 0 }: { readonly check: CheckName; readonly subject: string; readonly count?: number },
  code: string,
  text: string,
): CheckResult => ({ check, subject, count, mark: null, faults: [{ code, text }] });

/** The checks of all services in this process. */
export class LedgerChecks {
  private readonly checks: { readonly name: CheckName; readonly check: LedgerCheck }[] = [];
  readonly readModels: Projection[] = [];
  readonly sealed: SealedTable[] = [];

  /** Adds a check of a subject. */
  add(name: CheckName, check: LedgerCheck): void {
    this.checks.push({ name, check });
  }

  /** Adds read models, which must be as if they were rebuilt. */
  addReadModels(projections: readonly Projection[]): void {
    this.readModels.push(...projections);
  }

  /** Adds tables with secrets, which the key must open. */
  addSealed(tables: readonly SealedTable[]): void {
    this.sealed.push(...tables);
  }

  /** All checks, in the order of their names. */
  inOrder(): readonly LedgerCheck[] {
    return checkNames.flatMap((name) => this.checks.filter((one) => one.name === name).map(({ check }) => check));
  }
}
