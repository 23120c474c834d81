/** An attribute of a start tag, with the namespace it is in. */
interface XmlAttribute {
  readonly uri: string;
  readonly local: string;
  readonly value: string;
}

/** A start tag: local name, namespace (empty for none) and attributes by name as written. */
export interface XmlTag {
  readonly local: string;
  readonly uri: string;
  readonly attributes: Readonly<Record<string, XmlAttribute>>;
}

/** Events of a document, in order. */
export interface XmlEvents {
  /** True when white space is significant at this place; elsewhere it may be omitted. */
  takesSpace(): boolean;
  open(tag: XmlTag): void;
  /** `isMarked`: written as a CDATA section. */
  text(text: string, isMarked: boolean): void;
  close(): void;
}
