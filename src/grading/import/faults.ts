import { InputError } from '../../errors.ts'

/** As many are told of; of more only how many there are. */
const mostTold = 20

type Fault = { readonly row: number; readonly error: InputError; readonly hint: string | undefined }

/** What is wrong with a file's rows: all of it is told at once, so that one look at the file mends it. */
export type Faults = {
  /** Adds what is wrong with a row, whose message names it; `hint` says what would be right, once for all rows. */
  add(row: number, error: InputError, hint?: string): void
  /** What the work gives, or nothing where it throws InputError, which is added. */
  attempt<T>(row: number, work: () => T): T | undefined
  /** The error that ended the reading, with all that was wrong before. */
  with(last: InputError): InputError
  /** Throws InputError where anything is wrong. */
  refuse(): void
}

export const createFaults = (): Faults => {
  let count = 0
  let first: Fault[] = []
  const faults: Faults = {
    add(row, error, hint) {
      count += 1
      const last = first[mostTold - 1]
      if (last && last.row <= row) return
      // Rows are mostly in order; second answers are found later than the rest.
      first = [...first, { row, error, hint }].toSorted((a, b) => a.row - b.row).slice(0, mostTold)
    },
    attempt(row, work) {
      try {
        return work()
      } catch (error) {
        if (!(error instanceof InputError)) throw error
        faults.add(row, error)
        return undefined
      }
    },
    with: (last) => (count === 0 ? last : together(first, count, last)),
    refuse() {
      if (count > 0) throw together(first, count)
    },
  }
  return faults
}

const together = (first: readonly Fault[], count: number, last?: InputError): InputError => {
  const hints = [...new Set(first.flatMap(({ hint }) => hint ?? []))]
  const [one] = first
  const { kind, field, example } = one?.error ?? last ?? {}
  const where = { field, example }
  const messages = first.map(({ error }) => error.message)
  if (count === 1 && !last) return new InputError(kind ?? 'syntax', [...messages, ...hints].join(' '), where)
  const told = count > messages.length ? `; the first ${messages.length} are` : ''
  const lines = [
    `There ${count === 1 ? 'is 1 fault' : `are ${count} faults`} in the file${told}:`,
    ...messages,
    ...(last ? [`Nothing is read after that: ${last.message}`] : []),
    ...hints,
  ]
  return new InputError(kind ?? 'syntax', lines.join('\n'), where)
}
