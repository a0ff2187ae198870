import type { Pick, Writer } from './values.ts'

/** A value as it stands in a text: LaTeX between dollars, or between the brackets of a display, or bare. */
export const set = (value: string, { notation, pick }: Writer): string => {
  if (notation.kind !== 'latex') return pick([value, value, value, `\`${value}\``])
  return pick([`$${value}$`, `$${value}$`, `\\(${value}\\)`])
}

/** A lone value, as an equation or in a sentence; `names` are what it goes by, the first as a symbol. */
export const alone = (
  value: string,
  names: { readonly plain: string; readonly latex: string; readonly words: string },
  writer: Writer,
): string => {
  const { notation, pick } = writer
  const latex = notation.kind === 'latex'
  const name = latex ? names.latex : names.plain
  const equation = `${name} = ${value}`
  const whole = set(equation, writer)
  return pick([
    value,
    latex ? `$$${value}$$` : value,
    set(value, writer),
    whole,
    equation,
    latex ? `$\\boxed{${value}}$` : `**${value}**`,
    `The answer is ${set(value, writer)}.`,
    `So ${whole}`,
    `${names.words}: ${set(value, writer)}`,
    `The ${names.words} is ${set(value, writer)}`,
    `We get ${set(value, writer)}.`,
    `Therefore ${whole}.`,
    `= ${value}`,
  ])
}

export const numbers = (seed: number): { readonly below: (n: number) => number; readonly pick: Pick } => {
  // Numbers that are the same at each run (Marsaglia 2003, xorshift32).
  let state = seed || 1
  const below = (n: number): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % n
  }
  // Of an empty list nothing can be picked, which is a fault of the caller.
  const pick: Pick = (from) => from[below(from.length)] as (typeof from)[number]
  return { below, pick }
}
