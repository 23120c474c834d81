/** Audit file of an invented month, for tests. */
import { fromDay, monthOf, toDay } from '@regieboek/kernel';
import type { AuditFile } from '../src/documents/books/audit-file.js';
import { journalLines, type AccountMapping } from '../src/domain/ledger/journal-entries.js';
import { postingsOfRun } from '../src/domain/ledger/postings.js';
import { billed, lumpSumOf, runOf } from './billed.js';

const account = (code: string) => ({ code, name: `Rekening ${code}`, iv3Task: null, iv3Category: null, rgs: null });

const mapping: AccountMapping = {
  journal: '70',
  accounts: {
    ...{ 'provider-payable': account('1600'), 'municipality-receivable': { ...account('1300'), rgs: 'BVorDeb' } },
    ...{ claim: account('1310'), 'lump-sum': account('1610'), suspense: account('1990') },
    ...{ payment: account('1100'), receipt: account('1110') },
  },
  parties: new Map([['0505', 'D0505']]),
};

const run = runOf([billed(), billed({ id: '99990001.P2.1', reference: 'P2', cents: -500 })], [lumpSumOf('0505', 99)]);

/** Lines of care, of a credit, and of a lump sum. */
export const auditFile: AuditFile = {
  company: { name: 'Serviceorganisatie & Jeugd', taxNumber: '123456782' },
  mapping,
  month: monthOf(toDay('2025-02-01')),
  lines: journalLines(postingsOfRun(run), mapping),
  createdOn: fromDay(toDay('2025-03-05')),
  version: '0.2.0',
};
