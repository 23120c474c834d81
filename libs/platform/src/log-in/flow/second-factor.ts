import type { People } from '../settings/log-in-file.js';

const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

/** Whether a log-in had the second factor that the log-in file demands, by the claims `acr` and `amr` of its ID token. */
export function hadSecondFactor(claims: Readonly<Record<string, unknown>>, mfa: People['mfa']): boolean {
  if (mfa === 'at-provider') return true;
  return (
    textsIn(claims['acr']).some((one) => mfa.acr.includes(one)) ||
    textsIn(claims['amr']).some((one) => mfa.amr.includes(one))
  );
}
