/**
 * Runs the double as a process: `node main.ts [--port 0] [--data FILE]`. Prints its connection string on the first
 * line once it answers; with a file the log survives the process, however it ends. Ends on SIGTERM or SIGINT.
 */
import { parseArgs } from 'node:util';
import { Node } from './node.ts';
import { Store } from './store.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, data: { type: 'string' } } });
const node = await Node.start(new Store({ file: values.data }), { port: Number(values.port) });
console.log(node.url);
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void node.stop().then(() => process.exit(0)));
