import { chained, EMPTY_CHAIN, type ChainEnd } from './chain.js';
import { isSelected, type AuditFilter, type KeptAuditLog } from './audit-log.js';
import type { AuditDraft, AuditEntry } from './entry.js';

/** An audit log in memory, for tests and for applications that are described and never run. */
export class MemoryAuditLog implements KeptAuditLog {
  private readonly chains = new Map<string, AuditEntry[]>();
  private readonly anchors = new Map<string, ChainEnd>();

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

  async anchor(region: string): Promise<ChainEnd> {
    return this.anchors.get(region) ?? EMPTY_CHAIN;
  }

  async prune(region: string, before: Date): Promise<number> {
    const chain = this.chains.get(region) ?? [];
    const stays = chain.findIndex(({ at }) => at >= before.toISOString());
    const removed = chain.splice(0, Math.max(0, stays < 0 ? chain.length - 1 : stays));
    const last = removed.at(-1);
    if (last) this.anchors.set(region, { position: last.position, hash: last.hash });
    return removed.length;
  }

  async close(): Promise<void> {}
}
