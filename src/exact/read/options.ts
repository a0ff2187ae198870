/** What the reader may know about the names in a text. */
export type ReadOptions = {
  /** Names that stand for something: they are not split into letters, and `F(` is a product. */
  readonly symbols?: ReadonlySet<string>
  /** Names that are applied or indexed: `y(7)` is an entry of y. */
  readonly functions?: ReadonlySet<string>
}
