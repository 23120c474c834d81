import type { ColumnKey } from './columns.js';
import type { ProvenKind } from '../../statements/proof/proven-line.js';

/** Columns of the sheets with lines, by kind. */
export const columnsOfKind: Readonly<Record<ProvenKind, readonly ColumnKey[]>> = {
  line: [
    ...(['nr', 'id', 'municipality', 'municipalityName', 'municipalityOfDays', 'payer', 'payerName'] as const),
    ...(['youth', 'provider', 'providerName', 'assignment', 'reference', 'category', 'code'] as const),
    ...(['productName', 'unit', 'unitName', 'periodFrom', 'periodTo', 'from', 'to', 'days'] as const),
    ...(['volume', 'tariffCents', 'cents', 'rule', 'why', 'chainStart', 'referenceDay'] as const),
    ...(['facts', 'review', 'ground', 'groundName', 'digest'] as const),
  ],
  'lump-sum': [
    ...(['nr', 'id', 'municipality', 'municipalityName', 'provider', 'providerName', 'lumpSum'] as const),
    ...(['agreement', 'model', 'modelName', 'useDays', 'places', 'placeDays', 'usedDays', 'cents', 'digest'] as const),
  ],
  correction: [
    ...(['nr', 'period', 'kind', 'municipality', 'municipalityName', 'payer', 'payerName', 'youth'] as const),
    ...(['provider', 'providerName', 'product', 'rules', 'beforeCents', 'afterCents', 'cents'] as const),
    ...(['causes', 'key', 'digest'] as const),
  ],
  claim: [
    ...(['nr', 'side', 'payer', 'payerName', 'responsible', 'responsibleName', 'lines', 'claimCents'] as const),
    'digest',
  ],
};

/** Columns of the differences since an earlier time. */
export const changeColumns: readonly ColumnKey[] = [
  ...(['period', 'kind', 'municipality', 'municipalityName', 'payer', 'payerName', 'youth', 'provider'] as const),
  ...(['providerName', 'product', 'rules', 'beforeCents', 'afterCents', 'cents', 'causes'] as const),
];

/** Columns of the CSV file, where all lines are in one table. */
export const csvColumns: readonly ColumnKey[] = [
  ...new Set<ColumnKey>(['row', ...Object.values(columnsOfKind).flat(), 'seal']),
];
