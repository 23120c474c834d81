import { REMOVAL_STATUS } from '../reference/codes.js';
import type { MessageType } from '../generated/elements.js';
import type { Product } from '../generated/messages.js';
import {
  assignedProducts,
  newProducts,
  requestedProducts,
  startedProducts,
  stoppedProducts,
} from '../rules/messages/message-parts.js';
import type { Located } from '../rules/messages/message-rule.js';
import { ledgerRule } from '../rules/rule.js';
import { among, type DecidedMessage, type LedgerRule } from './ledger-rule.js';
import type { ProductLedger } from './ledgers.js';

interface WithProduct {
  readonly product?: Product | undefined;
  readonly statusAanlevering?: string;
}

/** TR381 on one class; a removal (status 3) gets no checks on its content (TR063). */
const productListRule = (
  message: MessageType,
  on: string,
  parts: (message: DecidedMessage) => readonly Located<WithProduct>[],
): LedgerRule<ProductLedger> =>
  ledgerRule({
    rule: 'TR381',
    level: 4,
    code: 'S329',
    messages: [message],
    on,
    element: 'Product/Code',
    sentence: 'De productcode hoort niet bij de productcategorie in de gebruikte productcodelijst.',
    breaches: among(
      parts,
      ({ ledger }) =>
        ({ product, statusAanlevering }) =>
          product?.code !== undefined &&
          statusAanlevering !== REMOVAL_STATUS &&
          !ledger.isProduct(product.categorie, product.code),
    ),
  });

/** TR381: a product code belongs to its category in the product list in use. */
export const productListRules: readonly LedgerRule<ProductLedger>[] = [
  productListRule('JW301', 'ToegewezenProduct', assignedProducts),
  productListRule('JW305', 'StartProduct', startedProducts),
  productListRule('JW307', 'StopProduct', stoppedProducts),
  productListRule('JW315', 'AangevraagdProduct', requestedProducts),
  productListRule('JW317', 'NieuwProduct', newProducts),
];
