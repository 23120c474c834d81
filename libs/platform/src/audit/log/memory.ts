import { chained, EMPTY_CHAIN } from './chain.js';
import { isSelected, type AuditFilter, type AuditLog } from './audit-log.js';
import type { AuditDraft, AuditEntry } from './entry.js';

/** An audit log in memory, for tests and for applications that are described and never run. */
export class MemoryAuditLog implements AuditLog {
  private readonly chains = new Map<string, AuditEntry[]>();

  async record(drafts: readonly AuditDraft[]): Promise<void> {
    for (const [region, own] of Map.groupBy(drafts, (draft) => draft.region)) {
      const chain = this.chains.get(region) ?? [];
      chain.push(...chained(own, chain.at(-1) ?? EMPTY_CHAIN));
      this.chains.set(region, chain);
    }
  }

  async *entries(region: string, filter: AuditFilter = {}): AsyncGenerator<AuditEntry> {
    for (const entry of this.chains.get(region) ?? []) if (isSelected(entry, filter)) yield entry;
  }

  async regions(): Promise<readonly string[]> {
    return [...this.chains.keys()].sort();
  }

  async close(): Promise<void> {}
}
