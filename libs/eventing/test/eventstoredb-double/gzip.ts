import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { ServerInterceptingCall } from '@grpc/grpc-js';
import type { Metadata, Server, ServerInterceptor } from '@grpc/grpc-js';

/** Internals of grpc-js between an answer and the wire; grpc-js does not compress answers by default. */
interface Sender {
  readonly stream: ServerHttp2Stream;
  serializeMessage(value: unknown): Buffer;
  sendMetadata(metadata: Metadata): void;
}
interface Http2Server {
  prependListener(event: 'stream', listener: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void): void;
}

const FRAME_BYTES = 5;

/** A compressed message in its frame. */
function packed(frame: Buffer): Buffer {
  const body = gzipSync(frame.subarray(FRAME_BYTES));
  const head = Buffer.alloc(FRAME_BYTES);
  head.writeUInt8(1, 0);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

/** Compresses each answer separately for clients that accept it. */
export class Gzip {
  readonly #accepted = new WeakMap<ServerHttp2Stream, string>();
  /** Number of compressed answers. */
  count = 0;

  /** Compresses answers; pass it to the server as an interceptor. */
  readonly interceptor: ServerInterceptor = (_, call) => {
    const sender = call as unknown as Sender;
    if (!this.#accepted.get(sender.stream)?.includes('gzip')) return new ServerInterceptingCall(call);
    const [serialize, send] = [sender.serializeMessage.bind(sender), sender.sendMetadata.bind(sender)];
    sender.serializeMessage = (value) => {
      this.count += 1;
      return packed(serialize(value));
    };
    sender.sendMetadata = (metadata) => {
      metadata.set('grpc-encoding', 'gzip');
      send(metadata);
    };
    return new ServerInterceptingCall(call);
  };

  /** Reads which encodings clients accept; call this once the server listens. */
  listen(server: Server): void {
    const { http2Servers } = server as unknown as { http2Servers: ReadonlyMap<Http2Server, unknown> };
    for (const http2Server of http2Servers.keys())
      http2Server.prependListener('stream', (stream, headers) =>
        this.#accepted.set(stream, String(headers['grpc-accept-encoding'] ?? '')),
      );
  }
}
