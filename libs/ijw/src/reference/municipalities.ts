import { municipalities } from '../generated/codelists.js';

const names: ReadonlyMap<string, string> = new Map(municipalities);

/** True when a CBS code is a current municipality. */
export const isNationalMunicipality = (code: string): boolean => names.has(code);

/** Name of a municipality of today; undefined when the country has none with this code. */
export const nationalNameOf = (code: string): string | undefined => names.get(code);
