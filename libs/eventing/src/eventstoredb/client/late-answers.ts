/** The part of a library call that this file uses. */
interface Call {
  on(event: string, listener: (...values: unknown[]) => unknown): unknown;
}

/** Creates the batch call on a connection. */
type Create = (connection: object) => Call;

interface Library {
  GRPCStreamCreator(type: unknown, name: string, create: Create, cache?: unknown): unknown;
}

/** Returns a listener that ignores the library's error about an unknown batch. */
const patient =
  (listener: (...values: unknown[]) => unknown) =>
  (...values: unknown[]): unknown => {
    try {
      return listener(...values);
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  };

/** Wraps a connection so that its batch calls have patient listeners. */
const patientConnection = (connection: object): object =>
  new Proxy(connection, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name !== 'batchAppend') return value.bind(target) as unknown;
      return (...values: unknown[]): Call => {
        const call = Reflect.apply(value, target, values) as Call;
        const on = call.on.bind(call);
        call.on = (event, listener) => on(event, event === 'data' ? patient(listener) : listener);
        return call;
      };
    },
  });

/**
 * Ignores answers that arrive after the library gave up their append. For such an answer the library throws an error that
 * cannot be caught, which would end the process. The append was already reported as unanswered and is handled as such.
 */
export function ignoreLateAnswers(client: object): void {
  const library = client as Library;
  const create = library.GRPCStreamCreator;
  library.GRPCStreamCreator = (type, name, own, cache) =>
    create.call(library, type, name, (connection) => own(patientConnection(connection)), cache);
}
