/** In place of a pseudonym that is hidden: the nil UUID (RFC 9562, 5.9). */
export const HIDDEN_YOUTH = '00000000-0000-0000-0000-000000000000';

/** In place of the AGB code of a provider that is hidden; no provider has it. */
export const HIDDEN_PROVIDER = '00000000';
