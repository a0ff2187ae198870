/** `<-` is an assignment (`w ← w − η dw`), `~` "of the order of" or "proportional to", `->` a limit or an arrow. */
export type Sign = '=' | '~=' | '<' | '<=' | '>' | '>=' | '!=' | '~' | '<-' | '->' | 'in'

/** One side of a relation as written; offsets are in the source. */
export type Side = {
  readonly kind: 'side'
  readonly text: string
  readonly format: 'latex' | 'plain' | 'words'
  readonly from: number
  readonly to: number
}

export type CasesRow = { readonly value: readonly Element[]; readonly when: readonly Element[] }

/** What a formula or a line of prose is made of, before relations are chained. */
export type Element =
  | Side
  | { readonly kind: 'relation'; readonly sign: Sign; readonly from: number; readonly to: number }
  /** Ends a statement; a `row` break does not when the next row begins with a relation. */
  | {
      readonly kind: 'break'
      readonly by: 'comma' | 'row' | 'arrow' | 'space' | 'stop' | 'line' | 'bracket'
      readonly from: number
    }
  | { readonly kind: 'words'; readonly text: string; readonly from: number; readonly to: number }
  | { readonly kind: 'cases'; readonly rows: readonly CasesRow[]; readonly from: number; readonly to: number }
