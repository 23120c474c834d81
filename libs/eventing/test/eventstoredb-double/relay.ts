import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

/** A TCP relay with a fixed port: its connections can be cut, and the server behind it can be replaced. */
export class Relay {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Port to which connections are forwarded; undefined refuses them. */
  target: number | undefined;
  port = 0;
  readonly #pairs = new Map<Socket, Socket>();
  #isFrozen = false;

  private constructor() {
    this.#server = createServer((client) => this.#lead(client));
  }

  /** Starts to listen on 127.0.0.1. */
  static async listen(port: number): Promise<Relay> {
    const relay = new Relay();
    await new Promise<void>((resolve, reject) => {
      relay.#server.once('error', reject);
      relay.#server.listen(port, '127.0.0.1', resolve);
    });
    const address = relay.#server.address();
    relay.port = typeof address === 'object' && address ? address.port : port;
    return relay;
  }

  /** Resets every connection. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** While frozen, connections are accepted and kept open, but nothing is forwarded. */
  set isFrozen(isFrozen: boolean) {
    this.#isFrozen = isFrozen;
    for (const [one, other] of this.#pairs) this.#join(one, other);
  }

  #lead(client: Socket): void {
    if (this.target === undefined) return void client.resetAndDestroy();
    const server = connect({ port: this.target, host: '127.0.0.1', noDelay: true });
    client.setNoDelay(true);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(one);
      this.#pairs.set(one, other);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.#sockets.delete(one);
        this.#pairs.delete(one);
        other.destroy();
      });
      this.#join(one, other);
    }
  }

  #join(one: Socket, other: Socket): void {
    if (!this.#isFrozen) return void one.pipe(other);
    one.unpipe(other);
    one.pause();
  }
}
