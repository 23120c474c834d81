import pg from 'pg';
import { deadlines, untilReachable } from '@regieboek/embedded-postgres';

/** Runs `work` on a connection of its own, which it closes. */
export async function askOnce<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = await untilReachable(() => new pg.Client({ connectionString: url, ...deadlines }));
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
