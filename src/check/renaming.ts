import { sym } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { keyOf } from '../exact/key.ts'
import { freeSymbols, rewrite } from './free-symbols.ts'
import { indexedName } from './names.ts'
import type { Vocabulary } from './vocabulary.ts'

type Parts = { readonly stem: string; readonly subscript: string }
const partsOf = (name: string): Parts => {
  const at = name.indexOf('_')
  return at < 0 ? { stem: name, subscript: '' } : { stem: name.slice(0, at), subscript: name.slice(at + 1) }
}

/**
 * The solver's name for a symbol of the text: an alias, or the one known symbol with the same subscript (`n_in` is
 * `d_in`); undefined where only the formula as a whole can tell.
 */
const knownName = (name: string, vocabulary: Vocabulary): string | undefined => {
  if (vocabulary.symbols.has(name) || vocabulary.parameters.has(name)) return name
  const alias = vocabulary.renamed.get(name)
  if (alias) return alias
  const { stem, subscript } = partsOf(name)
  const sized = subscript === '' ? /^(?:fan|dim|size|d|n|N|D)(in|out)$/.exec(stem)?.[1] : subscript
  if (!sized || /^\d+$/.test(sized)) return undefined
  const same = [...vocabulary.symbols].filter((known) => partsOf(known).subscript === sized)
  const [only] = same
  return same.length === 1 && /^(?:fan|dim|size|d|n|N|D|m|M|h|w)/i.test(stem) ? only : undefined
}

/** An operator form of a known quantity (`X ⋆ dY` for dW) stands for it inside another. */
const withKnownForms = (candidate: Expression, vocabulary: Vocabulary): Expression =>
  rewrite(candidate, (node) => {
    if (node.kind !== 'call' || node.name !== 'correlate') return node
    const same = vocabulary.known.find(({ general }) => general.some((form) => keyOf(form) === keyOf(node)))
    const name = same && indexedName(same.quantity.symbol)?.base
    return name ? sym(name) : node
  })

export const withFormsNamed = (candidate: Expression, vocabulary: Vocabulary): Expression =>
  candidate.kind === 'call' ? candidate : withKnownForms(candidate, vocabulary)

/** A candidate in the solver's names; a layer's superscript `n_out^{(n)}` is dropped. */
export const inKnownNames = (candidate: Expression, vocabulary: Vocabulary): Expression =>
  rewrite(candidate, (node) => {
    const name = node.kind === 'symbol' ? node.name : node.kind === 'indexed' ? node.name : undefined
    if (name === undefined) return node
    const known = knownName(name, vocabulary)
    if (!known || (node.kind === 'indexed' && vocabulary.functions.has(known))) return node
    if (node.kind === 'indexed' && !vocabulary.symbols.has(known)) return node
    return node.kind === 'symbol' && known === name ? node : sym(known)
  })

/** The same expression, term by term, with the solver's names for the symbols of the text. */
export const withKnownSymbols = (x: Expression, vocabulary: Vocabulary): Expression => {
  const names = new Map(
    [...freeSymbols(x)].flatMap((name) => {
      const known = knownName(name, vocabulary)
      return known === undefined || known === name ? [] : [[name, known] as const]
    }),
  )
  return names.size === 0 ? x : renamed(x, names)
}

const renamed = (x: Expression, names: ReadonlyMap<string, string>): Expression => {
  const within = (y: Expression): Expression => renamed(y, names)
  switch (x.kind) {
    case 'symbol':
      return { ...x, name: names.get(x.name) ?? x.name }
    case 'sum':
      return { ...x, terms: x.terms.map(within) }
    case 'product':
      return { ...x, factors: x.factors.map(within) }
    case 'power':
      return { ...x, base: within(x.base), exponent: within(x.exponent) }
    case 'call':
      return { ...x, args: x.args.map(within) }
    default:
      return x
  }
}

const permutations = <T>(items: readonly T[]): T[][] => {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, at) =>
    permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  )
}

const rename = (x: Expression, pairs: ReadonlyMap<string, string>): Expression =>
  rewrite(x, (node) => {
    const to = node.kind === 'symbol' ? pairs.get(node.name) : undefined
    return to === undefined ? node : sym(to)
  })

const stemOf = (name: string): string => partsOf(name).stem.toLowerCase()

/** The names of two lists that share their letter, `k` for K or `d` for d_in, where only one does. */
const sameLetter = (unknown: readonly string[], missing: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    unknown.flatMap((name) => {
      const same = missing.filter((other) => stemOf(other) === stemOf(name))
      const rivals = unknown.filter((other) => stemOf(other) === stemOf(name))
      const [only] = same
      return only !== undefined && same.length === 1 && rivals.length === 1 ? [[name, only] as const] : []
    }),
  )

/** The candidate in the reference's symbols, in every way that the text leaves open. */
export type Renamings = {
  readonly ways: readonly Expression[]
  /** The letters are the reference's own (`d` for d_in): another value is a wrong one. */
  readonly certain: boolean
}

/**
 * All one-to-one ways to take unknown symbols of the candidate for symbols of the reference that it lacks, or for their
 * siblings: `√n` may be √d_in or √d_out where the text does not say what n is.
 */
export const renamingsOf = (
  reference: Expression,
  candidate: Expression,
  vocabulary: Vocabulary,
): Renamings => {
  const [wanted, used] = [freeSymbols(reference), freeSymbols(candidate)]
  const unknown = [...used].filter(
    (name) => !wanted.has(name) && !vocabulary.symbols.has(name) && !vocabulary.parameters.has(name),
  )
  const missing = [...wanted].filter((name) => !used.has(name))
  if (unknown.length === 0 || unknown.length > missing.length || missing.length > 4)
    return { ways: [], certain: false }
  const paired = sameLetter(unknown, missing)
  const open = unknown.filter((name) => !paired.has(name))
  const taken = new Set(paired.values())
  const siblings = [...vocabulary.symbols].filter(
    (name) => !wanted.has(name) && !used.has(name) && missing.some((other) => stemOf(other) === stemOf(name)),
  )
  const free = [...missing.filter((name) => !taken.has(name)), ...(open.length > 0 ? siblings : [])]
  const ways = permutations(free.slice(0, 5)).map((order) =>
    rename(candidate, new Map([...paired, ...open.map((name, at) => [name, order[at] ?? name] as const)])),
  )
  return { ways, certain: unknown.length === 1 && missing.length === 1 && open.length === 0 }
}
