/** A label and what stands beside it. */
export type Pair = { readonly label: string; readonly value: string }

/** A way to lay out labels and values; undefined where a text is not laid out so. */
export type Layout = (text: string, isLabel: (text: string) => boolean) => readonly Pair[] | undefined

/** At least two, each with a value. */
export const several = (pairs: readonly (Pair | undefined)[]): readonly Pair[] | undefined => {
  const found = pairs.filter((pair) => pair !== undefined && pair.value.trim() !== '')
  return found.length > 1 && found.length === pairs.length ? (found as readonly Pair[]) : undefined
}

const separated =
  /^\s*(?:\*\*([^*\n]{1,60}?)[:.]?\*\*\s*(?:[:.=—–]|-(?=\s))?|([^:=\n]{1,60}?)\s*(?:->|→|⇒|=>|↦|\\mapsto(?![a-z])|\\to(?![a-z])|:(?=\s)|∈|\\in(?![a-z])|(?<![<>!=:])=(?!=)))\s*(\S.*)$/

/** `label: value`; a number before it is one of a list only where a line begins with it. */
export const pairAt = (text: string): Pair | undefined => {
  const [whole, bold, plain, value = ''] = separated.exec(text) ?? []
  const label = bold ?? plain ?? ''
  return whole === undefined || !isClosed(label) || isCutInside(label, value) ? undefined : { label, value }
}

/** `$μ = 0$, $σ² = …$`: signs around one formula that more follows. */
const isCutInside = (label: string, value: string): boolean =>
  label.split('$').length % 2 === 0 && value.split('$').length > 2

const isClosed = (text: string): boolean => text.split(/[{([]/).length === text.split(/[})\]]/).length

/** Without a word or a sign that would make it a statement of its own. */
const formula =
  /^(?:\\[a-zA-Z]+|(?:sqrt|floor|ceil)(?![a-z])|[a-zA-Z]{1,2}(?![a-zA-Z])|[A-Z]{3,6}(?![a-zA-Z])|[^a-zA-Z:=])*$/

export const isFormula = (text: string): boolean => formula.test(text.replaceAll(/_(?:\{[^{}]*\}|\w+)/g, ''))
