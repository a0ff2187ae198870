import type { Expression } from '../expression.ts'
import { symbolsOf } from '../tree.ts'

/** Sizes that must agree have one representative; size 1 (a vector's width) is fixed. */
type Sizes = { readonly parent: number[] }

type Form = 'scalar' | { readonly rows: number; readonly columns: number }

/** What each symbol stands for: scalars, or arrays with the sizes they were found to need. */
export type Kinds = {
  readonly sizes: Sizes
  readonly forms: Map<string, Form>
  readonly scalars: ReadonlySet<string>
}

export class Misfit extends Error {
  override readonly name = 'Misfit'
}

const unitSize = 0

const root = (sizes: Sizes, size: number): number => {
  let at = size
  while (sizes.parent[at] !== at) at = sizes.parent[at] ?? at
  return at
}

const fresh = (sizes: Sizes): number => sizes.parent.push(sizes.parent.length) - 1

const unify = (sizes: Sizes, a: number, b: number): void => {
  const [x, y] = [root(sizes, a), root(sizes, b)]
  if (x === y) return
  if (x === unitSize || y === unitSize) throw new Misfit('a vector does not fit there')
  sizes.parent[x] = y
}

export const isIdentity = (name: string): boolean => /^I(_\w+)?$/.test(name)

export const isCapital = (name: string): boolean =>
  /^[A-Z]/.test(name) || /^(Gamma|Delta|Lambda|Sigma|Omega|Phi|Psi|Theta|Xi)\b/.test(name)

const isGreek = (name: string): boolean => /^[a-z]{2,}/.test(name)

const formOf = (e: Expression, kinds: Kinds): Form => {
  switch (e.kind) {
    case 'number':
    case 'constant':
      return 'scalar'
    case 'symbol': {
      if (kinds.scalars.has(e.name)) return 'scalar'
      if (isIdentity(e.name)) {
        const size = fresh(kinds.sizes)
        return { rows: size, columns: size }
      }
      const known = kinds.forms.get(e.name)
      if (known) return known
      const rows = fresh(kinds.sizes)
      const form = { rows, columns: isCapital(e.name) ? fresh(kinds.sizes) : unitSize }
      kinds.forms.set(e.name, form)
      return form
    }
    case 'sum':
      return e.terms.map((term) => formOf(term, kinds)).reduce((a, b) => formOfSum(a, b, kinds.sizes))
    case 'product':
      return e.factors
        .map((factor) => formOf(factor, kinds))
        .reduce((a, b) => formOfProduct(a, b, kinds.sizes))
    case 'power': {
      const base = formOf(e.base, kinds)
      if (base !== 'scalar') unify(kinds.sizes, base.rows, base.columns)
      return base
    }
    case 'call': {
      const [arg, more] = e.args
      const of = arg && !more ? formOf(arg, kinds) : undefined
      if (of && e.name === 'transpose') return of === 'scalar' ? of : { rows: of.columns, columns: of.rows }
      throw new Misfit('not a product of matrices')
    }
    case 'indexed':
      throw new Misfit('not a product of matrices')
  }
}

const formOfSum = (a: Form, b: Form, sizes: Sizes): Form => {
  if (a === 'scalar' || b === 'scalar') {
    if (a === b) return a
    throw new Misfit('a scalar added to a matrix')
  }
  unify(sizes, a.rows, b.rows)
  unify(sizes, a.columns, b.columns)
  return a
}

const formOfProduct = (a: Form, b: Form, sizes: Sizes): Form => {
  if (a === 'scalar') return b
  if (b === 'scalar') return a
  unify(sizes, a.columns, b.rows)
  const isNumber = root(sizes, a.rows) === unitSize && root(sizes, b.columns) === unitSize
  return isNumber ? 'scalar' : { rows: a.rows, columns: b.columns }
}

/** Small latin letters may be vectors or scalars: every choice, with as many vectors as possible first. */
export const choicesOf = (expressions: readonly Expression[]): readonly ReadonlySet<string>[] => {
  const names = new Set<string>()
  for (const e of expressions) symbolsOf(e, names)
  const greek = [...names].filter((name) => !isCapital(name) && isGreek(name.replace(/_.*/, '')))
  const latin = [...names].filter((name) => !isCapital(name) && !greek.includes(name)).slice(0, 6)
  const choices = Array.from({ length: 2 ** latin.length }, (_, mask) =>
    latin.filter((_name, i) => (mask >> i) & 1),
  )
  choices.sort((a, b) => a.length - b.length)
  return choices.map((scalars) => new Set([...greek, ...scalars]))
}

export const infer = (
  expressions: readonly Expression[],
  scalars: ReadonlySet<string>,
): Kinds | undefined => {
  const kinds: Kinds = { sizes: { parent: [unitSize] }, forms: new Map(), scalars }
  try {
    const forms = expressions.map((e) => formOf(e, kinds))
    forms.reduce((a, b) => formOfSum(a, b, kinds.sizes))
    return kinds
  } catch (error) {
    if (error instanceof Misfit) return undefined
    throw error
  }
}

/** Different sizes where nothing makes them equal, so that a wrong order of factors does not fit. */
export const sizeOf = (kinds: Kinds, size: number): number => {
  const at = root(kinds.sizes, size)
  if (at === unitSize) return 1
  const roots = [...new Set(kinds.sizes.parent.map((_, i) => root(kinds.sizes, i)))].filter(
    (i) => i !== unitSize,
  )
  return 2 + (roots.indexOf(at) % 4)
}
