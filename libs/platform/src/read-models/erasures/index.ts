import { erasureEntity, youthKeyEntity } from './entity.js';
import { erasureMigrations } from './migrations.js';
import { erasuresProjection } from './projection.js';

/**
 * Keys of youths and their erasure in a schema: entities, migrations and projection. `tables`: others with a row per youth, which
 * goes with the key.
 */
export const erasuresIn = (schema: string, tables: readonly string[] = []) => ({
  entities: [erasureEntity, youthKeyEntity],
  migrations: erasureMigrations(schema),
  projection: erasuresProjection(schema, tables),
});
