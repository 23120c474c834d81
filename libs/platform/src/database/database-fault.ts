/** The database or its folder cannot be used; says which one and what to do, and holds nothing of what is in it. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
}
