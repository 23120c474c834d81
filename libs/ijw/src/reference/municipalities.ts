import { municipalities } from '../generated/codelists.js';

const names: ReadonlyMap<string, string> = new Map(municipalities);

/** True when a CBS code is a current municipality. */
export const isNationalMunicipality = (code: string): boolean => names.has(code);

/** Name of a current municipality; undefined when none has this code. */
export const nationalNameOf = (code: string): string | undefined => names.get(code);
