import type { Notation } from './notation.ts'
import type { Pick } from './values.ts'

const greek: Readonly<Record<string, string>> = { sigma: 'σ', alpha: 'α', eta: 'η' }

const latexName = (name: string, text: number): string => {
  const [base = '', index] = name.split('_')
  const letter = greek[base] ? `\\${base}` : base
  if (index === undefined) return letter
  if (index.length === 1) return text % 2 === 0 ? `${letter}_${index}` : `${letter}_{${index}}`
  return `${letter}_{${[index, `\\text{${index}}`, `\\mathrm{${index}}`, index][text % 4]}}`
}

/** `d_in` is `din` or `d_{in}` to some, and another letter to others; single letters stay. */
const plainName = (name: string, way: number): string => {
  const [base = '', index] = name.split('_')
  if (index === undefined || greek[base]) return name
  return [name, name, `${base}_{${index}}`, `${base}${index}`][way % 4] ?? name
}

const unicodeName = (name: string): string => {
  const [base = '', index] = name.split('_')
  return [greek[base] ?? base, ...(index === undefined ? [] : [index])].join('_')
}

const renamed = (name: string, way: number): string =>
  /^d_(in|out)$/.test(name) && way % 12 === 0 ? name.replace('d_', 'n_') : name

/** A student's way of writing; `tight` where every name is one letter. */
export const notationOf = (pick: Pick, tight: boolean): Notation => {
  const kind = pick<Notation['kind']>([
    'plain',
    'stars',
    'spaced',
    'unicode',
    'latex',
    'latex',
    tight ? 'tight' : 'plain',
  ])
  const [variant, names] = [pick([0, 1, 2, 3, 4, 5]), pick([...Array(24).keys()])]
  const spell = (name: string): string => {
    const own = renamed(name, names)
    if (kind === 'latex') return latexName(own, names)
    return kind === 'unicode' ? unicodeName(own) : plainName(own, names)
  }
  return { kind, spell, variant }
}
