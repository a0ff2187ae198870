import type { Expression } from '../exact/expression.ts'
import { freeSymbols, resolve } from './free-symbols.ts'
import { inKnownNames } from './renaming.ts'
import { sameScalar } from './sameness.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a text has set before a claim: everywhere, or in the claim's own sentence. */
export type Settings = {
  readonly definitions: ReadonlyMap<string, Expression>
  /** Definitions that the text calls a choice or a convention. */
  readonly chosen: ReadonlyMap<string, Expression>
  readonly local: ReadonlyMap<string, Expression>
}

/** Parameters of general answers that a text sets to something else than they are here. */
export const overrides = (
  set: ReadonlyMap<string, Expression>,
  definitions: ReadonlyMap<string, Expression>,
  vocabulary: Vocabulary,
): ReadonlyMap<string, Expression> => {
  const out = new Map<string, Expression>()
  for (const [name, value] of set) {
    const known = vocabulary.renamed.get(name) ?? name
    const standard = vocabulary.parameters.get(known)
    if (!vocabulary.settable.has(known) || !standard) continue
    const others = new Map(
      [...definitions].filter(([other]) => other !== name && !vocabulary.symbols.has(other)),
    )
    const own = inKnownNames(resolve(value, others), vocabulary)
    if (sameScalar(standard, own) !== true) out.set(known, own)
  }
  return out
}

export const bindings = (settings: Settings, vocabulary: Vocabulary): ReadonlyMap<string, Expression> => {
  const out = new Map<string, Expression>()
  for (const [name, value] of [...settings.definitions, ...settings.local]) {
    const known = vocabulary.renamed.get(name) ?? name
    if (!vocabulary.symbols.has(known) || vocabulary.parameters.has(known))
      out.set(known, inKnownNames(value, vocabulary))
  }
  for (const [name, value] of vocabulary.parameters) out.set(name, value)
  // `dw = X ⋆ dY` in the same sentence answers what dw is; other answers are in terms of it.
  const isAnswer = (name: string): boolean =>
    vocabulary.byKey.get(name)?.some(({ answer }) => answer) === true
  for (const [name, value] of settings.local)
    if (vocabulary.symbols.has(name) && !vocabulary.parameters.has(name) && !isAnswer(name))
      out.set(name, inKnownNames(value, vocabulary))
  return out
}

export const isUnderstood = (x: Expression, vocabulary: Vocabulary): boolean =>
  [...freeSymbols(x)].every((name) => vocabulary.symbols.has(name))

/** Whether the sentence gives a number to a symbol that the answer keeps open. */
export const setsOwn = (expected: Expression, { local }: Settings, { parameters }: Vocabulary): boolean => {
  const own = freeSymbols(expected)
  return [...local].some(
    ([name, value]) => own.has(name) && !parameters.has(name) && freeSymbols(value).size === 0,
  )
}
