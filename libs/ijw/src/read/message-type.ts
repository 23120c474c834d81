import type { MessageType } from '../generated/elements.js';
import { messageOfNamespace } from '../schema/schema.js';
import { defaultLimits } from './limits.js';
import { Stop } from './stop.js';
import { XmlSource } from './xml/xml-source.js';

/** Thrown by the probe below as soon as the type is known. */
class Known {
  constructor(readonly message: MessageType | undefined) {}
}

/**
 * Message type of a text, by the namespace of its root; the start of the file is enough. Undefined when the root has not come
 * yet, is not a message of iJw 3.2, or the text is not XML.
 */
export function messageTypeOf(start: string | Uint8Array): MessageType | undefined {
  const source = new XmlSource(
    {
      takesSpace: () => false,
      open: ({ local, uri }) => {
        throw new Known(local === 'Bericht' ? messageOfNamespace(uri) : undefined);
      },
      text: () => undefined,
      close: () => undefined,
    },
    { ...defaultLimits, bytesMax: Infinity },
  );
  try {
    source.write(start);
    return undefined;
  } catch (outcome) {
    if (outcome instanceof Known) return outcome.message;
    if (outcome instanceof Stop) return undefined;
    throw outcome;
  }
}
