import { codeLists, productCodes } from '../generated/codelists.js';

const categoryOfCode: ReadonlyMap<string, string> = new Map(productCodes.map(([code, category]) => [code, category]));

/** The fields of a contracted product that a product list needs. */
export interface ListedProduct {
  readonly code: string;
  readonly category: string;
}

/**
 * True for codes of a form that the national list covers completely, such as 44A09, except national contracts (categories 54 and
 * 55).
 */
const isListed = (category: string, code: string): boolean =>
  /^\d\d[A-Z]\d\d$/.test(code) && category !== '54' && category !== '55';

/**
 * True when a code belongs to a category in the product list in use (TR381): the contract of the provider, which may use a
 * regional list, otherwise the national list (JZ021). A code that neither covers is accepted.
 */
export function isListedProduct(contracted: readonly ListedProduct[], category: string, code: string): boolean {
  const agreed = contracted.filter((one) => one.code === code);
  if (agreed.length > 0) return agreed.some((one) => one.category === category);
  const national = categoryOfCode.get(code);
  return national === undefined ? !isListed(category, code) : national === category;
}

const nameOfCode: ReadonlyMap<string, string> = new Map(productCodes.map(([code, , name]) => [code, name]));
const nameOfCategory: ReadonlyMap<string, string> = new Map(codeLists.JZ020 ?? []);

/** Name of a product in the national list (JZ021); undefined for a code that is not in it. */
export const nationalProductName = (code: string): string | undefined => nameOfCode.get(code);

/** Name of a product category (JZ020); undefined for an unknown code. */
export const categoryName = (code: string): string | undefined => nameOfCategory.get(code);
