import { connect, createServer, type Server, type Socket } from 'node:net';

/** Fault of a connection after this many bytes of answers: it is cut, or falls silent. */
export interface Break {
  readonly bytes: number;
  readonly way: 'cut' | 'silent';
}

/** A proxy between a log and its server that damages the server's answers. */
export class Proxy {
  /** While deaf, it discards the server's answers. */
  deaf = false;
  /** Breaks to come, the first one first; each counts the bytes of all connections since the one before. */
  readonly breaks: Break[] = [];
  /** Number of connections so far. */
  connections = 0;
  #passed = 0;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  /** `url`: address of the server. */
  constructor(private readonly url: string) {
    this.#server = createServer((client) => this.#connect(client));
  }

  /** Begins to listen; gives the address to use instead of that of the server. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    const url = new URL(this.url);
    url.port = `${address.port}`;
    return url.href;
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #connect(client: Socket): void {
    const server = connect(Number(new URL(this.url).port), '127.0.0.1');
    let isSilent = false;
    this.connections += 1;
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => (client.destroy(), server.destroy()));
    }
    client.on('data', (sent) => server.write(sent));
    server.on('data', (answered) => {
      if (this.deaf || isSilent) return;
      const broken = this.#pass(answered, client);
      isSilent = broken === 'silent';
      if (broken === 'cut') client.end();
    });
  }

  /** Forwards the bytes before the next break; returns whether it was reached. */
  #pass(answered: Buffer, client: Socket): Break['way'] | undefined {
    const [next] = this.breaks;
    const left = (next?.bytes ?? Infinity) - this.#passed;
    client.write(answered.subarray(0, Math.max(0, Math.min(left, answered.length))));
    this.#passed += answered.length;
    if (!next || left >= answered.length) return undefined;
    this.breaks.shift();
    this.#passed = 0;
    return next.way;
  }
}
