import { z } from 'zod';
import { Refusal } from '@regieboek/kernel';

/** Invalid settings; names all of them, never their values. */
export class SettingsFault extends Refusal {
  override readonly name = 'SettingsFault';
  constructor(message: string) {
    super('settings', 'settings', message);
  }
}

/** Settings from environment variables, by one schema. Throws SettingsFault naming all that cannot be used. */
export function settingsFrom<Schema extends z.ZodType>(schema: Schema, variables: NodeJS.ProcessEnv): z.output<Schema> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')} must be ${message}`);
  throw new SettingsFault(`invalid settings:\n${faults.join('\n')}`);
}

/** An empty variable counts as not set. */
export const unlessBlank = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);
