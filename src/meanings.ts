import { InputError } from './errors.ts'
import type { Expression } from './exact/expression.ts'
import type { Entry, FieldInfo } from './registry.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * Throws InputError where one symbol would stand for two things: in `kernel:P` the P would be the padding too, which was
 * left out. A formula in another field's symbol, such as `padding:(K-1)/2`, says what it means.
 */
export const checkMeanings = ({ info: { fields } }: Entry, typed: Values, read: Values): void => {
  for (const field of fields) {
    if (!field.meaning || !(field.name in typed)) continue
    for (const symbol of symbolsIn(read[field.name])) checkSymbol(symbol, field, fields, typed, read)
  }
}

const checkSymbol = (
  symbol: string,
  field: FieldInfo,
  fields: readonly FieldInfo[],
  typed: Values,
  read: Values,
): void => {
  const refuse = (because: string): InputError =>
    new InputError('domain', because, { field: field.name, example: `${field.name}:${field.example}` })
  if (field.meaning?.taken?.includes(symbol))
    throw refuse(`${symbol} stands for something else in the formulas. Use another symbol.`)
  for (const { name, meaning } of fields) {
    if (!meaning || name === field.name) continue
    if (!(name in typed)) {
      if (meaning.symbol !== symbol || field.meaning?.mayBe?.includes(name)) continue
      throw refuse(
        `${symbol} stands for \`${name}\`, which was left out, and cannot mean \`${field.name}\` as well. Use another symbol, or give \`${name}\` too.`,
      )
    }
    if (meaning.kind !== field.meaning?.kind && symbolsIn(read[name]).includes(symbol))
      throw refuse(
        `${symbol} cannot stand for \`${field.name}\` and for \`${name}\` as well. Use two symbols.`,
      )
  }
}

/** The symbols that a value is, by itself or along one of its axes. */
const symbolsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(symbolsIn)
  return isSymbol(value) ? [value.name] : []
}

const isSymbol = (value: unknown): value is Expression & { readonly kind: 'symbol' } =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'symbol'
