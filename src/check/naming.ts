import { isExpression } from '../exact/value.ts'
import { freeSymbols } from './free-symbols.ts'
import type { IndexedName } from './names.ts'
import { indexedName, nameKey } from './names.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

export type NameMatch = {
  readonly known: readonly Known[]
  readonly indices?: readonly string[]
  /** `R_3` is R_L at L = 3. */
  readonly sets?: ReadonlyMap<string, number>
}

const hasEntries = ({ quantity: { value } }: Known): boolean =>
  value.kind === 'tensor' || value.kind === 'piecewise' || value.kind === 'list'
/** `W^{new}`, `w_{h,l}^{(t+1)}`: what a name stands for after the step. */
const afterStep = /^([A-Za-z]+)(_[a-z],?[a-z])?\^\(?(?:new|next|updated|t\+1|\+)\)?$/
/** Labels of several answers of one kind: `y_{ii}`, `dx_{avg}`. */
const partLabel = /[_^]\(?(?:i{1,3}|iv|v|max|avg|average|mean|conv|corr|full|valid|same|final|pool)\)?$/

const instanceOf = (key: string, vocabulary: Vocabulary): NameMatch | undefined => {
  const [, base, number] = /^(\w+?)_(\d+)$/.exec(key) ?? []
  if (base === undefined || number === undefined) return undefined
  for (const symbol of vocabulary.symbols) {
    const known = vocabulary.byKey
      .get(`${base}_${symbol}`)
      ?.filter(({ quantity }) => isExpression(quantity.value))
    if (known && known.length > 0) return { known, sets: new Map([[symbol, Number(number)]]) }
  }
  return undefined
}

/** `y[i,j]`, `dx_{ij}`: any entry. */
export const isGeneralEntry = (indices: readonly string[]): boolean =>
  indices.length > 1 && indices.every((index) => /^[a-z]$/.test(index.trim()))

const renewal = /^([A-Za-z])(?:_(?:new|next|out|after|updated|pool)|')$/

/** `R_new` is R after the step, where the answer gives R anew from the R before it. */
const renewedBy = (key: string, vocabulary: Vocabulary): readonly Known[] => {
  const base = renewal.exec(key)?.[1] ?? ''
  return (vocabulary.byKey.get(base) ?? []).filter(
    ({ answer, quantity: { value } }) => answer && isExpression(value) && freeSymbols(value).has(base),
  )
}

/** The general entries, `w_new_entry`, of quantities that are arrays. */
export const entriesNamed = (known: readonly Known[], vocabulary: Vocabulary): readonly Known[] =>
  vocabulary.known.filter(({ reference, quantity }) =>
    known.some(
      (one) => one.reference === reference && quantity.name.startsWith(`${one.quantity.name}_entry`),
    ),
  )

const vector = /^(?:[a-z]|alpha|beta|gamma|delta|epsilon|phi|psi|sigma|xi|zeta|eta|mu|nu|tau)(?:_\w+)?$/

/** `‖sign(u)‖` is the norm of a function of a vector, whatever the solver takes the function of. */
const isOfVector = (outer: string, { style, indices }: IndexedName): boolean =>
  outer === 'norm' && style === 'call' && indices.length === 1 && vector.test(indices[0] ?? '')

/** `max ‖ΔW‖` is the largest norm, where the largest one is asked for. */
const largestNamed = (text: string, vocabulary: Vocabulary): readonly Known[] | undefined => {
  const bare = text.replace(/^\s*\\?max(?:imum)?(?![A-Za-z_{])\s*/, '')
  const known = bare === text ? undefined : vocabulary.byKey.get(nameKey(bare))
  const largest = known?.filter(({ extremum }) => extremum === 'largest')
  return largest && largest.length > 0 ? largest : undefined
}

/** The quantities that a text names, by its symbol, an alias, or an entry of it. */
export const matchName = (text: string, vocabulary: Vocabulary): NameMatch | undefined => {
  // "fan in · Var(w)": a factor of what the words before it say.
  if (/^\s*[·⋅*×/÷]/.test(text)) return undefined
  const key = nameKey(text)
  const direct = vocabulary.byKey.get(key) ?? largestNamed(text, vocabulary)
  if (direct) return { known: direct }
  const instance = instanceOf(key, vocabulary)
  if (instance) return instance
  const [, stepped, index] = afterStep.exec(key) ?? []
  const next = stepped === undefined ? undefined : vocabulary.byKey.get(`${stepped.toLowerCase()}_new`)
  if (next) return { known: index === undefined ? next : [...entriesNamed(next, vocabulary), ...next] }
  const labelled = partLabel.test(key)
    ? vocabulary.byKey.get(key.replace(partLabel, ''))?.filter(hasEntries)
    : undefined
  if (labelled && labelled.length > 0) return { known: labelled }
  const indexed = indexedName(text)
  if (indexed) {
    const all = vocabulary.byKey.get(indexed.base)
    const entries = all?.filter(hasEntries)
    if (all && entries && entries.length > 0)
      return { known: isGeneralEntry(indexed.indices) ? all : entries, indices: indexed.indices }
    // `dw_{hl}` with general indices is the quantity itself.
    const general = indexed.style !== 'call' && indexed.indices.every((index) => /^[a-z]$/.test(index.trim()))
    const whole = general && indexed.indices.length > 1 ? vocabulary.byKey.get(indexed.base) : undefined
    if (whole) return { known: whole, indices: indexed.indices }
  }
  const renewed = renewedBy(key, vocabulary)
  if (renewed.length > 0) return { known: renewed }
  const inner = /^(\w+)\((.+)\)$/.exec(key)
  const argument = inner?.[2] === undefined ? undefined : indexedName(inner[2])
  const applied =
    inner?.[1] && argument && !isOfVector(inner[1], argument) && !inner[2]?.includes('^')
      ? vocabulary.byKey.get(`${inner[1]}(${argument.base})`)
      : undefined
  if (applied) return { known: applied }
  return undefined
}
