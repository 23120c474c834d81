import type { z } from 'zod';

/** One version of one event type: its name in the log and the schema of its data. */
export interface EventDeclaration<Type extends string, Schema extends z.ZodType> {
  /** `<context>.<name>.v<version>`; on the wire a CloudEvents type prefixed with the reverse domain name. */
  readonly type: Type;
  readonly schema: Schema;
}

/** Declares an event type. A change of meaning is a new version beside the old one, never an edit. */
export const declare = <Type extends string, Schema extends z.ZodType>(
  type: Type,
  schema: Schema,
): EventDeclaration<Type, Schema> => ({ type, schema });

/** The event as the domain sees it: its type and its data. */
export type EventOf<Declaration> =
  Declaration extends EventDeclaration<infer Type, infer Schema>
    ? { readonly type: Type; readonly data: z.output<Schema> }
    : never;
