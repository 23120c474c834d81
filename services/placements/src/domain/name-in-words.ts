interface NameParts {
  readonly geslachtsnaam?: { readonly achternaam?: string; readonly voorvoegsel?: string };
  readonly voornamen?: string;
  readonly voorletters?: string;
}

/** A name of a message in one line: first names or initials, prefix, surname; null when no message gave it. */
export function nameInWords(name: unknown): string | null {
  if (typeof name !== 'object' || name === null) return null;
  const { geslachtsnaam, voornamen, voorletters }: NameParts = name;
  const parts = [voornamen ?? voorletters, geslachtsnaam?.voorvoegsel, geslachtsnaam?.achternaam];
  const words = parts.filter((part) => part !== undefined && part !== '').join(' ');
  return words === '' ? null : words;
}
