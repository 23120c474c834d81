import type { AuditLog } from '../audit/log/audit-log.js';
import { checkChain } from '../audit/log/chain.js';
import { sound, unsound, type LedgerCheck } from './checks.js';

/** Checks the chain of the audit log of each region; only when deep, because every entry is read. Its mark is the end of the chain. */
export const auditCheck = (audit: AuditLog): LedgerCheck =>
  async function* ({ isDeep, isWhole, regions }) {
    if (!isDeep) return;
    for (const region of isWhole ? await audit.regions() : regions) {
      const { entries, end, broken } = await checkChain(audit.entries(region), [], await audit.anchor(region));
      if (!broken) yield sound('audit', region, entries, `${end.position}:${end.hash}`);
      else
        yield unsound(
          { check: 'audit', subject: region, count: entries },
          'broken-chain',
          `the chain of the audit log breaks at entry ${broken.position} (${broken.fault}): restore it from a backup`,
        );
    }
  };
