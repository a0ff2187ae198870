import type { Exact } from './exact/value.ts'
import { textsOfPieces, toLatex, toText } from './exact/write/write.ts'
import type { Quantity, Solution } from './model.ts'

type ValueJson = {
  readonly text: string
  readonly latex: string
  readonly exact: boolean
  readonly digits?: number
  readonly pieces?: readonly { readonly when: string; readonly text: string }[]
}

/** A value for scripts: mathjs text that any program reads back, LaTeX, and whether it is exact. */
const valueJson = (value: Exact): ValueJson => {
  const [text, latex] = [toText(value), toLatex(value)]
  if (value.kind === 'approximate') return { text, latex, exact: false, digits: value.digits }
  if (value.kind !== 'piecewise') return { text, latex, exact: true }
  return { text, latex, exact: true, pieces: textsOfPieces(value) }
}

type Write = (value: Exact) => ValueJson

/** Writes each value once: the one of an answer stands in the step that yields it too. */
const writeOnce = (): Write => {
  const written = new Map<Exact, ValueJson>()
  return (value) => {
    const known = written.get(value)
    if (known) return known
    const json = valueJson(value)
    written.set(value, json)
    return json
  }
}

const quantitiesJson = (
  quantities: readonly Quantity[],
  write: Write,
): Readonly<Record<string, ValueJson>> => {
  // Names are the solvers' own; those of images, which users choose, begin with `g`.
  const json: Record<string, ValueJson> = {}
  for (const { name, value } of quantities) json[name] = write(value)
  return json
}

export const solutionJson = ({ answers, conventions, alternatives, steps, witnesses }: Solution) => {
  const write = writeOnce()
  return {
    answers: quantitiesJson(answers, write),
    conventions: conventions.map(({ says }) => says),
    alternatives: alternatives.map(({ kind, says, answers: values }) => ({
      kind,
      says,
      answers: quantitiesJson(values, write),
    })),
    steps: steps.map(({ rule, says, latex, yields }) => ({
      rule,
      says,
      latex,
      ...(yields && { yields: quantitiesJson(yields, write) }),
    })),
    ...(witnesses && {
      witnesses: witnesses.map(({ says, quantities }) => ({
        says,
        quantities: quantitiesJson(quantities, write),
      })),
    }),
  }
}
