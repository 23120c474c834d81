import type { Resources } from '@regieboek/platform';

/**
 * Runs `work` unless another process works on the same folder of the inbox; returns whether it did. The lock is a session lock of
 * PostgreSQL: it ends with the process or its connection.
 */
export async function withFolderLock(
  pool: Resources['pool'],
  folder: string,
  work: () => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect();
  let isLost = false;
  const lost = (): void => {
    isLost = true;
  };
  client.on('error', lost);
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended('inbox/' || $1, 0)) AS locked",
      [folder],
    );
    if (rows[0]?.locked !== true) return false;
    await work();
    return true;
  } finally {
    await client.query('SELECT pg_advisory_unlock_all()').catch(lost);
    client.off('error', lost);
    client.release(isLost);
  }
}
