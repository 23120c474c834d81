import { z } from 'zod';

/** Settings that cannot be used; names every one of them, never what they are set to. */
export class SettingsFault extends Error {
  override readonly name = 'SettingsFault';
}

/** Settings from environment variables, by one schema. Throws SettingsFault naming all that cannot be used. */
export function settingsFrom<Schema extends z.ZodType>(schema: Schema, variables: NodeJS.ProcessEnv): z.output<Schema> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')} must be ${message}`);
  throw new SettingsFault(`these settings cannot be used:\n${faults.join('\n')}`);
}

/** An empty variable is none. */
export const unlessBlank = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);
