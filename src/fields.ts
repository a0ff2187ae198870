import { z } from 'zod'
import { isIntegral, isPositive, minus, simplify } from './exact/algebra.ts'
import type { Expression } from './exact/expression.ts'
import * as q from './exact/rational.ts'
import { readJson } from './exact/read.ts'
import { readArray } from './exact/read-array.ts'
import { ReadError } from './exact/read-error.ts'
import { entriesOf } from './exact/tensor.ts'
import { somePart, symbolsOf } from './exact/tree.ts'
import { type Exact, isExpression, type Tensor } from './exact/value.ts'
import { toUnicode } from './exact/write/write.ts'
import { type GivenFile, isGivenFile } from './given-file.ts'

/** What a platform needs to offer an option: derived from the schema, never kept by hand. */
export type FieldMeta = {
  readonly about: string
  /** A right value, as one would type it in slash text. */
  readonly example: string
  readonly choices?: readonly string[]
  /** Values to complete with; any other value is allowed too. */
  readonly suggestions?: readonly string[]
  /** Free text: whatever follows, up to the next option. */
  readonly prose?: boolean
  /** A file, attached where a platform can. */
  readonly file?: boolean
  /** Left out of forms: whoever wants it types it. */
  readonly typed?: boolean
  readonly meaning?: Meaning
}

/** What symbols may stand for here, so that none stands for two things in one call. */
export type Meaning = {
  /** The symbol that stands for it where it is left out. */
  readonly symbol?: string
  /** Only fields of one kind may share a symbol: a length and a number of channels do not. */
  readonly kind?: string
  /** Fields left out whose symbol may stand here too: a stride is often the kernel's K. */
  readonly mayBe?: readonly string[]
  /** Symbols that the formulas use for something else, such as indices. */
  readonly taken?: readonly string[]
}

const metas = z.registry<FieldMeta>()

/**
 * A field read by `read` from slash text (a string) or JSON (anything). A ReadError becomes an issue that keeps its
 * kind, so that the reply can name the field and show the example.
 */
export const field = <T>(meta: FieldMeta, read: (raw: unknown) => T) =>
  z
    .unknown()
    .transform((raw, context): T => {
      if (raw === undefined || raw === null || raw === '') {
        context.addIssue({ code: 'custom', message: 'This is needed.', params: { kind: 'syntax' } })
        return z.NEVER
      }
      try {
        return read(raw)
      } catch (error) {
        if (!(error instanceof ReadError)) throw error
        context.addIssue({ code: 'custom', message: error.message, params: { kind: error.kind } })
        return z.NEVER
      }
    })
    .register(metas, meta)

/** The meta of a field, seen through `optional` and `default` wrappers. */
export const metaOf = (schema: z.core.$ZodType): FieldMeta | undefined => {
  const found = metas.get(schema as z.ZodType)
  if (found) return found
  const inner = 'unwrap' in schema && typeof schema.unwrap === 'function' ? schema.unwrap() : undefined
  return inner instanceof z.ZodType ? metaOf(inner) : undefined
}

const asScalar = (value: Exact): Expression => {
  if (!isExpression(value)) throw new ReadError('domain', 'This must be one number or symbol.')
  mustBeFinite(value)
  const simple = simplify(value)
  if (simple.kind !== 'number' && somePart(simple, isImaginary))
    throw new ReadError('domain', 'An even root of a negative number is no real number.')
  return simple
}

const isImaginary = (x: Expression): boolean =>
  x.kind === 'power' &&
  x.base.kind === 'number' &&
  x.exponent.kind === 'number' &&
  q.sign(x.base.value) < 0 &&
  x.exponent.value.d % 2n === 0n

const mustBeFinite = (value: Expression): void => {
  if (isInfinite(value))
    throw new ReadError('domain', 'Infinity is not a number one can calculate with here.')
}

const mustHaveValue = (entry: Expression): void => {
  mustBeFinite(entry)
  // An entry stays as it was written; to simplify it tells a division by zero.
  if (entry.kind !== 'number') simplify(entry)
}

const isInfinite = (x: Expression): boolean => {
  if (x.kind === 'constant') return x.name === 'infinity'
  if (x.kind === 'sum') return x.terms.some(isInfinite)
  if (x.kind === 'product') return x.factors.some(isInfinite)
  if (x.kind === 'power') return isInfinite(x.base) || isInfinite(x.exponent)
  return x.kind === 'call' && x.args.some(isInfinite)
}

/** One number or symbolic expression, simplified. */
export const scalarField = (meta: FieldMeta) => field(meta, (raw) => asScalar(readJson(raw)))

/** A size or count: an integer of at least `least`, or symbols that stand for positive integers. */
export const sizeField = (meta: FieldMeta, least = 1) =>
  field(meta, (raw) => {
    // The product of a shape is a count, as of inputs, but no length.
    if (meta.meaning?.kind === 'length' && asPair(raw) !== raw)
      throw new ReadError('domain', `This is one size along an axis, not two as in "${String(raw).trim()}".`)
    return wholeAtLeast(asScalar(readJson(raw)), least)
  })

const wholeAtLeast = (value: Expression, least: number): Expression => {
  if (value.kind !== 'number') {
    if (symbolsOf(value).size === 0)
      throw new ReadError('domain', `This must be a whole number; ${toUnicode(value)} is not.`)
    if (isPositive(minus(value)))
      throw new ReadError('domain', `This must be at least ${least}; ${toUnicode(value)} is negative.`)
    return value
  }
  if (!isIntegral(value))
    throw new ReadError('domain', `This must be a whole number; ${shown(value)} is not.`)
  if (value.value.n < BigInt(least))
    throw new ReadError('domain', `This must be at least ${least}; ${shown(value)} is less.`)
  return value
}

/** `3x5`, `3×5`, `3,5` and `3 5`, which would else be read as products or not at all. */
const pair = /^\s*(\d+|[A-Za-z](?:_\w+)?)(?:\s*[x×,]\s*|\s+)(\d+|[A-Za-z](?:_\w+)?)\s*$/
const asPair = (raw: unknown): unknown => {
  const [, rows, columns] = (typeof raw === 'string' && pair.exec(raw)) || []
  return rows === undefined ? raw : [rows, columns]
}

const paddingWords = /^\s*(?:same|full|valid)\s*$/i

/** One size for both axes, or [rows, columns]; each as `sizeField` takes it. */
export const axesField = (meta: FieldMeta, least = 1) =>
  field(meta, (raw): readonly [Expression, Expression] => {
    if (typeof raw === 'string' && paddingWords.test(raw))
      throw new ReadError(
        'domain',
        `This must be one number or [rows, columns] here, not "${raw.trim()}". For an odd kernel K, "same" is (K-1)/2, "full" is K-1, and "valid" is 0.`,
      )
    const value = readJson(asPair(raw))
    if (isExpression(value)) {
      const both = wholeAtLeast(simplify(value), least)
      return [both, both]
    }
    const pair = value.kind === 'tensor' && value.shape.length === 1 ? entriesOf(value) : []
    const [rows, columns] = pair
    if (pair.length !== 2 || !rows || !columns)
      throw new ReadError('domain', 'This must be one number or [rows, columns].')
    return [wholeAtLeast(simplify(rows), least), wholeAtLeast(simplify(columns), least)]
  })

/** A count that the solver loops over: a plain integer from `least` to `most`. */
export const countField = (meta: FieldMeta, least: number, most: number) =>
  field(meta, (raw): number => {
    const value = asScalar(readJson(raw))
    if (value.kind !== 'number' || !isIntegral(value))
      throw new ReadError('domain', `This must be a whole number; ${shown(value)} is not.`)
    if (value.value.n < BigInt(least))
      throw new ReadError('domain', `This must be at least ${least}; ${shown(value)} is less.`)
    if (value.value.n > BigInt(most))
      throw new ReadError('too-large', `This must be at most ${most}; ${shown(value)} is more.`)
    return Number(value.value.n)
  })

const shown = (value: Expression): string =>
  value.kind === 'number' ? q.formatRational(value.value) : 'a symbol'

const readArrayOr = (raw: unknown, hint: string): Exact => {
  try {
    return readArray(raw)
  } catch (error) {
    if (!(error instanceof ReadError) || error.kind !== 'syntax') throw error
    throw new ReadError('syntax', `${error.message}${hint}`, { cause: error })
  }
}

/** A rectangular array of numbers or symbols, of one of the given ranks. */
export const tensorField = (meta: FieldMeta, ranks: readonly number[]) =>
  field(meta, (raw): Tensor => {
    const hint = ranks.includes(1)
      ? ' A vector is written [1, 2, 3].'
      : ' A matrix is written [[1, 2], [3, 4]].'
    const value = readArrayOr(raw, hint)
    const found = isExpression(value)
      ? 'a single number'
      : value.kind === 'tensor'
        ? rankName(value.shape.length)
        : value.kind
    if (value.kind === 'list') throw new ReadError('domain', ragged(value.items))
    if (value.kind !== 'tensor' || !ranks.includes(value.shape.length))
      throw new ReadError(
        'domain',
        `This must be ${ranks.map(rankName).join(' or ')}; it is ${found}.${hint}`,
      )
    if (!(value.entries instanceof Float64Array)) for (const entry of value.entries) mustHaveValue(entry)
    return value
  })

const lengthOf = (value: Exact): number =>
  value.kind === 'tensor' ? (value.shape[0] ?? 0) : value.kind === 'list' ? value.items.length : 1

const ragged = (rows: readonly Exact[]): string => {
  const [first = 0, ...rest] = rows.map(lengthOf)
  const at = rest.findIndex((length) => length !== first)
  if (at < 0) return 'The rows do not have the same shape. Every row must have the same length.'
  return `Row ${at + 2} has ${rest[at]} ${rest[at] === 1 ? 'entry' : 'entries'}, row 1 has ${first}. Every row must have the same length.`
}

const rankName = (rank: number): string =>
  ['a number', 'a vector', 'a matrix'][rank] ?? `a ${rank}-dimensional array`

/** One of a few words. */
export const choiceField = <const C extends readonly [string, ...string[]]>(
  meta: Omit<FieldMeta, 'choices'>,
  choices: C,
) =>
  field({ ...meta, choices }, (raw): C[number] => {
    const found = choices.find((choice) => choice === String(raw).trim().toLowerCase())
    if (found === undefined) throw new ReadError('domain', `This must be one of ${choices.join(', ')}.`)
    return found
  })

export const flagField = (meta: Omit<FieldMeta, 'choices'>) =>
  field({ ...meta, choices: ['true', 'false'] }, (raw): boolean => {
    const word = String(raw).trim().toLowerCase()
    if (['true', 'yes', '1', 'on'].includes(word)) return true
    if (['false', 'no', '0', 'off'].includes(word)) return false
    throw new ReadError('domain', 'This must be true or false.')
  })

/** Free text, as it stands. */
export const proseField = (meta: Omit<FieldMeta, 'prose'>, most = 20_000) =>
  field({ ...meta, prose: true }, (raw): string => {
    const text = String(raw)
    if (text.length > most)
      throw new ReadError('too-large', `This may have ${most} characters; it has ${text.length}.`)
    return text
  })

/** A file; surfaces hand it over, for what is typed is no file. */
export const fileField = (meta: Omit<FieldMeta, 'file'>) =>
  field({ ...meta, file: true }, (raw): GivenFile => {
    if (!isGivenFile(raw)) throw new ReadError('syntax', 'Attach a file here; a name alone cannot be read.')
    return raw
  })
