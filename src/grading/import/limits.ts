/** Bounds of an uploaded file: beyond them it is refused, never cut. */
export type ImportLimits = {
  readonly bytes: number
  readonly rows: number
  readonly columns: number
  /** Characters of one row, and of one answer. */
  readonly row: number
  readonly answer: number
}

export const importLimits: ImportLimits = {
  bytes: 512 * 2 ** 20,
  rows: 2_000_000,
  columns: 500,
  row: 1_000_000,
  answer: 20_000,
}
