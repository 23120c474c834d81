import { formatEuro, type Cents } from '@regieboek/kernel';

/** An amount as a letter shows it. */
export const euro = (cents: Cents): string => `€ ${formatEuro(cents)}`;
