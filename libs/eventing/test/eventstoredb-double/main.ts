/**
 * Runs the double as a process, one node or a cluster of them; see README.md for its options. Prints its connection
 * string on the first line once it answers. Ends on SIGTERM or SIGINT.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Cluster } from './cluster.ts';
import { Node } from './node.ts';
import { Store } from './store.ts';

const number = { type: 'string', default: '0' } as const;
const { values } = parseArgs({
  options: {
    port: number,
    data: { type: 'string' },
    nodes: { type: 'string', default: '1' },
    'request-ms': number,
    'commit-ms': number,
    'lag-ms': number,
    'election-ms': { type: 'string', default: '7000' },
    'stale-ms': number,
    gzip: { type: 'boolean', default: false },
  },
});
const size = Number(values.nodes);
const times = { requestMs: Number(values['request-ms']), commitMs: Number(values['commit-ms']) };
const [lagMs, electionMs, staleMs] = [values['lag-ms'], values['election-ms'], values['stale-ms']].map(Number);

/** Executes a command line: `freeze 0`, `thaw 0`, `kill 0`, `revive 0` or `lead 0`. */
async function obey(cluster: Cluster, line: string): Promise<void> {
  const [, command, index] = /^(freeze|thaw|kill|revive|lead) (\d+)$/.exec(line.trim()) ?? [];
  if (command === undefined) return console.log(`Not understood: ${line}`);
  await cluster[command as 'freeze' | 'thaw' | 'kill' | 'revive' | 'lead'](Number(index));
  console.log(`${command} ${index}: node ${cluster.leader} leads`);
}

async function start(): Promise<Node | Cluster> {
  if (size === 1) {
    const store = new Store({ file: values.data, commitMs: times.commitMs });
    return Node.start(store, { port: Number(values.port), requestMs: times.requestMs, hasGzip: values.gzip });
  }
  if (values.data !== undefined || values.port !== '0')
    throw new Error('A cluster is kept in memory, on free ports: leave out --data and --port.');
  const cluster = await Cluster.start({ size, ...times, lagMs, electionMs, staleMs, hasGzip: values.gzip });
  createInterface({ input: process.stdin }).on('line', (line) => void obey(cluster, line));
  return cluster;
}

const server = await start();
console.log(server.url);
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void server.stop().then(() => process.exit(0)));
