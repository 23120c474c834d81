import { z } from 'zod';
import { unlessBlank } from '../settings-fault.js';

/** Entry of a variable in `.env.example`. */
interface VariableNote {
  readonly description: string;
  /** Example value; empty for secrets and for optional variables. */
  readonly example?: string;
}

/** A variable with its entry; an empty value counts as not set. */
export const noted = <Schema extends z.ZodType>(schema: Schema, note: VariableNote) =>
  unlessBlank(schema).meta({ ...note });

/** A number from 1 to a limit, with a usual one. */
export const count = (usual: number, max: number) =>
  z
    .string()
    .refine(
      (text) => /^[0-9]{1,7}$/.test(text) && Number(text) >= 1 && Number(text) <= max,
      `an integer from 1 to ${max}`,
    )
    .transform(Number)
    .default(usual);
