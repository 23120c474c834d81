/** Headers of a gRPC call; the library copies them and adds to them. */
interface Headers {
  set(key: string, value: unknown): void;
  clone(): Headers;
}

interface Library {
  callArguments(...given: unknown[]): [Headers, unknown];
}

const ACCEPTED = 'grpc-accept-encoding';

/** Makes the headers and all their copies request uncompressed answers, even if the library sets them later. */
function plain(headers: Headers): Headers {
  const [set, clone] = [headers.set.bind(headers), headers.clone.bind(headers)];
  headers.set = (key, value) => set(key, key.toLowerCase() === ACCEPTED ? 'identity' : value);
  headers.clone = () => plain(clone());
  return headers;
}

/**
 * Requests uncompressed answers. With compression the library unpacks each message separately, which takes most of the time of
 * reading, and it has no setting for this.
 */
export function requestPlainAnswers(client: object): void {
  const library = client as Library;
  const own = library.callArguments;
  library.callArguments = (...given) => {
    const [headers, options] = own.apply(library, given);
    return [plain(headers), options];
  };
}
