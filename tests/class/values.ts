import { type Formula, isEqual, slips } from './formula.ts'
import { type Notation, write } from './notation.ts'

export type Pick = <T>(from: readonly [T, ...T[]] | readonly T[]) => T

/** One value that a part asks for: its right forms, its wrong ones, and how a student writes any of them. */
export type Value = {
  readonly right: (write: Writer) => string
  readonly wrong: (write: Writer) => string
}
export type Writer = { readonly notation: Notation; readonly pick: Pick }

/** A formula: any of its right forms; wrong are its slips and those that are named, as far as they differ in value. */
export const formula = (forms: readonly Formula[], named: readonly Formula[] = []): Value => {
  const [first = 0] = forms
  for (const form of forms)
    if (!isEqual(form, first)) throw new Error(`not one value: ${JSON.stringify(form)}`)
  const wrong = [...named, ...named, ...forms.flatMap(slips)].filter((slip) => !isEqual(slip, first))
  return {
    right: ({ notation, pick }) => write(pick(forms), notation),
    wrong: ({ notation, pick }) => write(pick(wrong), notation),
  }
}

/** A class of growth; two classes of one formula with other factors in front are one. */
export const growth = (right: Formula, wrong: readonly Formula[]): Value => {
  const written = (of: Formula, { notation, pick }: Writer): string => {
    const body = write(of, notation)
    if (notation.kind === 'latex') return `${pick(['\\Theta', 'O', '\\mathcal{O}'])}(${body})`
    return `${notation.kind === 'unicode' ? pick(['Θ', 'O']) : pick(['Theta', 'O', 'O'])}(${body})`
  }
  return {
    right: (writer) => written(right, writer),
    wrong: (writer) => written(writer.pick(wrong), writer),
  }
}

export type Grid = readonly (readonly number[])[]

const slipsOf = (grid: Grid): readonly Grid[] => {
  const map = (change: (entry: number, row: number, column: number) => number): Grid =>
    grid.map((row, at) => row.map((entry, along) => change(entry, at, along)))
  const last = grid.length - 1
  return [
    map((entry) => -entry),
    map((entry, row, column) => (row === 1 && column === 1 ? entry + 1 : entry)),
    map((entry, row, column) => (row === 0 && column === 0 ? -entry : entry)),
    map((entry, row) => (row === last ? entry - 2 : entry)),
    map((entry) => entry / 2),
    map((entry) => entry + 10),
  ]
}

export const matrix = (right: Grid): Value => ({
  right: (writer) => writeGrid(right, writer),
  wrong: (writer) => writeGrid(writer.pick(slipsOf(right)), writer),
})

const number = (entry: number, unicode: boolean): string => String(entry).replace('-', unicode ? '−' : '-')

export const writeGrid = (grid: Grid, { notation: { kind, variant }, pick }: Writer): string => {
  const rows = (between: string, end: string): string =>
    grid.map((row) => row.map((entry) => number(entry, kind === 'unicode')).join(between)).join(end)
  if (kind === 'latex') {
    const around = pick(['bmatrix', 'pmatrix', 'matrix'])
    if (around === 'matrix' && variant % 2 === 0)
      return `\\left[\\begin{array}{${'c'.repeat(grid[0]?.length ?? 1)}}${rows(' & ', ' \\\\ ')}\\end{array}\\right]`
    return `\\begin{${around}}${rows(pick(['&', ' & ']), pick(['\\\\', ' \\\\ ', '\\\\\n']))}\\end{${around}}`
  }
  return pick([
    `[[${rows(', ', '], [')}]]`,
    `[[${rows(',', '],[')}]]`,
    `[${rows(' ', '; ')}]`,
    `[${rows(', ', '; ')}]`,
    rows(' ', '; '),
    `[[${rows('.0, ', '.0], [')}.0]]`.replaceAll(/(?<=\d\.\d)\.0/g, ''),
    `np.array([[${rows(', ', '], [')}]])`,
  ])
}
