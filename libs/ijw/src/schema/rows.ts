/**
 * One child element of a class or compound type: name, minOccurs, maxOccurs (-1 is unbounded), name of its type and,
 * when the message narrows the type, the extra pattern.
 */
export type ElementRow = readonly [name: string, min: number, max: number, type: string, pattern?: string];

/** Facets of a simple type (LDT_*) from the XSD; `values` is the enumeration of code list `codelist`. */
export interface SimpleFacets {
  readonly base: 'string' | 'integer' | 'date' | 'time';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly codelist?: string;
  readonly values?: readonly string[];
}
