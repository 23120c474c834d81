/**
 * A Regieboek process that only serves its database, for tests that kill it: `node serve-database.mjs <data folder>`. Says its address and the
 * number of the server's process; `stop` on its input stops it in good order, `exit` ends it without.
 */
import { registerHooks } from 'node:module';
import { createInterface } from 'node:readline';

registerHooks({
  resolve: (name, context, next) => {
    const isSource = name.startsWith('.') && context.parentURL?.endsWith('.ts');
    return next(isSource ? name.replace(/\.js$/, '.ts') : name, context);
  },
});

const { startEmbeddedPostgres } = await import('../src/embedded-postgres.ts');
try {
  const server = await startEmbeddedPostgres({ dataDir: process.argv[2] });
  console.log(JSON.stringify({ url: server.url, pid: server.pid() }));
  for await (const word of createInterface({ input: process.stdin })) {
    if (word === 'exit') process.exit(3);
    if (word === 'stop') break;
  }
  await server.stop();
  process.exit(0);
} catch (error) {
  console.log(JSON.stringify({ error: error.message }));
  process.exit(1);
}
