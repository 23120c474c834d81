/** An attribute of a start tag, with the namespace it is in. */
export interface XmlAttribute {
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

/** What a document is made of, in order. */
export interface XmlEvents {
  /** Whether white space means something where the document stands; where it does not, it may be left out. */
  takesSpace(): boolean;
  open(tag: XmlTag): void;
  /** `isMarked`: written as a CDATA section. */
  text(text: string, isMarked: boolean): void;
  close(): void;
}
