import { InputError } from '../../errors.ts'

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

/** Throws InputError for a file, or what has come of one, of more bytes than are taken. */
export const refuseLarger = (bytes: number, mostBytes: number): void => {
  if (bytes > mostBytes)
    throw new InputError(
      'too-large',
      `The file has more than ${Math.floor(mostBytes / 2 ** 20)} MB. Split it.`,
      {
        field: 'file',
      },
    )
}
