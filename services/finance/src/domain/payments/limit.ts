/** Maximum amount of one SEPA credit transfer, in cents (EPC132-08, AT-04): 999.999.999,99. */
export const TRANSFER_CENTS_MAX = 99_999_999_999;
