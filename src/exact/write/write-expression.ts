import { num, splitCoefficient } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import type { Notation } from './notation.ts'

/** How tightly a written piece holds together: what must be bracketed inside what. */
const tightness = { sum: 0, negative: 1, product: 2, quotient: 3, power: 4, atom: 5 } as const
type Written = { readonly text: string; readonly tight: number }

const atom = (text: string): Written => ({ text, tight: tightness.atom })

/** Writes an expression in one notation: quotients with one bar, half powers under one root, a positive term first. */
export const writeExpression = (x: Expression, notation: Notation): string => write(x, notation).text

const write = (x: Expression, notation: Notation): Written => {
  switch (x.kind) {
    case 'number':
      return writeNumber(x.value, notation)
    case 'symbol':
      return atom(notation.symbol(x.name))
    case 'constant':
      return atom(notation.constant(x.name))
    case 'indexed':
      return atom(
        notation.indexed(
          x.name,
          x.indices.map((index) => writeExpression(index, notation)),
        ),
      )
    case 'sum':
      return writeSum(x.terms, notation)
    case 'product':
      return writeQuotient(x.factors, notation)
    case 'power':
      return writeQuotient([x], notation)
    case 'call':
      return writeCall(x.name, x.args, notation)
  }
}

const writeCall = (name: string, args: readonly Expression[], notation: Notation): Written => {
  const written = args.map((arg) => write(arg, notation))
  const inner =
    name === 'transpose'
      ? written.map((arg) => within(arg, tightness.atom, notation))
      : written.map((w) => w.text)
  const out = notation.call(name, inner)
  return name === 'sum' && notation.fractionGroups ? { text: out, tight: tightness.product } : atom(out)
}

const writeNumber = ({ n, d }: q.Rational, notation: Notation): Written => {
  const isNegative = n < 0n
  const top = String(isNegative ? -n : n)
  const text = d === 1n ? top : notation.fraction(top, String(d))
  if (isNegative) return { text: `${notation.negative}${text}`, tight: tightness.negative }
  return d === 1n ? atom(text) : { text, tight: tightness.quotient }
}

/** Whether a term is written with a minus. */
const isNegative = (term: Expression): boolean => {
  const lead = term.kind === 'product' ? term.factors[0] : term
  return lead?.kind === 'number' && lead.value.n < 0n
}

const writeSum = (terms: readonly Expression[], notation: Notation): Written => {
  const lead = terms.findIndex((term) => !isNegative(term))
  let text = lead > 0 ? writeTerm(terms[lead], '', '', notation) : ''
  for (let at = 0; at < terms.length; at++) {
    if (lead > 0 && at === lead) continue
    const term = terms[at]
    const isFirst = text === ''
    text += writeTerm(
      term,
      isFirst ? '' : notation.plus,
      isFirst ? notation.negative : notation.minus,
      notation,
    )
  }
  return { text, tight: tightness.sum }
}

const writeTerm = (term: Expression | undefined, plus: string, minus: string, notation: Notation): string => {
  if (!term) return ''
  const negative = isNegative(term)
  const shown = write(negative ? positivePart(term) : term, notation)
  return `${negative ? minus : plus}${shown.tight === tightness.sum ? notation.group(shown.text) : shown.text}`
}

const positivePart = (term: Expression): Expression => {
  const [coefficient, rest] = splitCoefficient(term)
  return rest.kind === 'number' ? num(q.negate(coefficient)) : { ...productOf(q.negate(coefficient), rest) }
}

/** A product without the constructor's rules, so that a sum keeps its brackets. */
const productOf = (coefficient: q.Rational, rest: Expression): Expression => {
  if (q.isOne(coefficient)) return rest
  return {
    kind: 'product',
    factors: [num(coefficient), ...(rest.kind === 'product' ? rest.factors : [rest])],
  }
}

/** What stands under roots of one index. */
type Root = { readonly index: number; readonly under: Expression[] }
type Side = { readonly plain: Written[]; readonly roots: Root[] }

const writeQuotient = (factors: readonly Expression[], notation: Notation): Written => {
  const top: Side = { plain: [], roots: [] }
  const bottom: Side = { plain: [], roots: [] }
  let coefficient = q.one
  for (const factor of factors) {
    if (factor.kind === 'number') coefficient = q.multiply(coefficient, factor.value)
    else place(factor, top, bottom, notation)
  }
  mergeRoots(top, bottom, notation)
  const negative = coefficient.n < 0n
  const over = sideFactors(top, negative ? -coefficient.n : coefficient.n, notation)
  const under = sideFactors(bottom, coefficient.d, notation)
  const shown = assemble(over, under, notation)
  return negative
    ? { text: `${notation.negative}${within(shown, tightness.product, notation)}`, tight: tightness.negative }
    : shown
}

const place = (factor: Expression, top: Side, bottom: Side, notation: Notation): void => {
  if (factor.kind !== 'power') {
    top.plain.push(write(factor, notation))
    return
  }
  const { base, exponent } = factor
  if (exponent.kind !== 'number') {
    top.plain.push(writePower(base, exponent, notation))
    return
  }
  const { n, d } = exponent.value
  const target = n < 0n ? bottom : top
  const size = n < 0n ? -n : n
  if (size !== 1n || d > 3n)
    target.plain.push(writePower(base, n < 0n ? num({ n: size, d }) : exponent, notation))
  else if (d === 1n) target.plain.push(write(base, notation))
  else {
    const index = Number(d)
    const before = rootOf(index, target)
    if (before) before.under.push(base)
    else target.roots.push({ index, under: [base] })
  }
}

const rootOf = (index: number, { roots }: Side): Root | undefined => {
  for (const root of roots) if (root.index === index) return root
  return undefined
}

const writePower = (base: Expression, exponent: Expression, notation: Notation): Written => {
  const under = within(write(base, notation), tightness.atom, notation)
  const up = write(exponent, notation)
  const raised = notation.exponentGroups ? up.text : within(up, tightness.atom, notation)
  return { text: notation.power(under, raised), tight: tightness.power }
}

/** √a over √b is √(a/b). */
const mergeRoots = (top: Side, bottom: Side, notation: Notation): void => {
  for (const { index, under: over } of top.roots)
    top.plain.push(writeRoot(index, over, rootOf(index, bottom)?.under ?? [], notation))
  for (const { index, under } of bottom.roots)
    if (!rootOf(index, top)) bottom.plain.push(writeRoot(index, under, [], notation))
}

const writeRoot = (
  index: number,
  over: readonly Expression[],
  under: readonly Expression[],
  notation: Notation,
): Written => {
  const each = (x: Expression): Written => write(x, notation)
  return atom(notation.root(index, assemble(over.map(each), under.map(each), notation).text))
}

const sideFactors = ({ plain }: Side, coefficient: bigint, notation: Notation): readonly Written[] =>
  coefficient === 1n ? plain : [writeNumber({ n: coefficient, d: 1n }, notation), ...plain]

const join = (factors: readonly Written[], notation: Notation): Written => {
  const only = factors[0]
  if (!only) return atom('1')
  if (factors.length === 1) return only
  return {
    text: notation.times(factors.map((f) => within(f, tightness.quotient, notation))),
    tight: tightness.product,
  }
}

const assemble = (over: readonly Written[], under: readonly Written[], notation: Notation): Written => {
  const top = join(over, notation)
  if (under.length === 0) return top
  const bottom = join(under, notation)
  const text = notation.fractionGroups
    ? notation.fraction(top.text, bottom.text)
    : notation.fraction(within(top, tightness.product, notation), within(bottom, tightness.power, notation))
  return { text, tight: tightness.quotient }
}

/** Bracketed unless at least as tight as `needed`. */
const within = (piece: Written, needed: number, notation: Notation): string =>
  piece.tight >= needed ? piece.text : notation.group(piece.text)
