import { sumCents, type Cents } from '@regieboek/kernel';

/** Amount that one municipality paid a provider for days that another one bears. */
export interface Claim {
  readonly payer: string;
  readonly responsible: string;
  readonly cents: Cents;
}

/** Amount that one municipality owes another after setting off claims both ways; never negative. */
export interface NettedClaim {
  readonly debtor: string;
  readonly creditor: string;
  readonly cents: Cents;
}

const inText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Claims set off per pair of municipalities (verrekening), lowest codes first. The net position of each municipality does not change. */
export function nettedClaims(claims: readonly Claim[]): NettedClaim[] {
  const pairs = Map.groupBy(
    claims.filter(({ payer, responsible }) => payer !== responsible),
    ({ payer, responsible }) => [payer, responsible].sort().join('/'),
  );
  return [...pairs]
    .sort(([a], [b]) => inText(a, b))
    .flatMap(([pair, own]) => {
      const [low = '', high = ''] = pair.split('/');
      const owedByHigh = sumCents(own.map(({ payer, cents }) => (payer === low ? cents : -cents)));
      if (owedByHigh === 0) return [];
      const [debtor, creditor] = owedByHigh > 0 ? [high, low] : [low, high];
      return [{ debtor, creditor, cents: Math.abs(owedByHigh) }];
    });
}
