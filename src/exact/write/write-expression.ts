import { isNumberEqual, num, splitCoefficient } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import type { Notation } from './notation.ts'

/** How tightly a written piece holds together: what must be bracketed inside what. */
type Tightness = 'sum' | 'negative' | 'product' | 'quotient' | 'power' | 'atom'
type Written = { readonly text: string; readonly tight: Tightness }

const atom = (text: string): Written => ({ text, tight: 'atom' })

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
    name === 'transpose' ? written.map((arg) => within(arg, 'atom', notation)) : written.map((w) => w.text)
  const out = notation.call(name, inner)
  return name === 'sum' && notation.fractionGroups ? { text: out, tight: 'product' } : atom(out)
}

const writeNumber = (value: q.Rational, notation: Notation): Written => {
  if (q.sign(value) < 0) {
    const positive = writeNumber(q.negate(value), notation)
    return { text: `${notation.negative}${positive.text}`, tight: 'negative' }
  }
  if (value.d === 1n) return atom(`${value.n}`)
  return { text: notation.fraction(`${value.n}`, `${value.d}`), tight: 'quotient' }
}

const writeSum = (terms: readonly Expression[], notation: Notation): Written => {
  const signed = terms.map((term) => ({ term, negative: q.sign(splitCoefficient(term)[0]) < 0 }))
  const lead = signed.findIndex(({ negative }) => !negative)
  const ordered = lead > 0 ? [...signed.splice(lead, 1), ...signed] : signed
  const text = ordered
    .map(({ term, negative }, at) => {
      const shown = write(negative ? positivePart(term) : term, notation)
      const body = shown.tight === 'sum' ? notation.group(shown.text) : shown.text
      if (at === 0) return negative ? `${notation.negative}${body}` : body
      return `${negative ? notation.minus : notation.plus}${body}`
    })
    .join('')
  return { text, tight: 'sum' }
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

type Side = { plain: Written[]; roots: Map<number, Expression[]> }
const side = (): Side => ({ plain: [], roots: new Map() })

const writeQuotient = (factors: readonly Expression[], notation: Notation): Written => {
  const [top, bottom] = [side(), side()]
  let coefficient = q.one
  for (const factor of factors) {
    if (factor.kind === 'number') coefficient = q.multiply(coefficient, factor.value)
    else place(factor, top, bottom, notation)
  }
  mergeRoots(top, bottom, notation)
  const negative = q.sign(coefficient) < 0
  const size = negative ? q.negate(coefficient) : coefficient
  const over = sideFactors(top, size.n, notation)
  const under = sideFactors(bottom, size.d, notation)
  const shown = assemble(over, under, notation)
  return negative
    ? { text: `${notation.negative}${within(shown, 'product', notation)}`, tight: 'negative' }
    : shown
}

const place = (factor: Expression, top: Side, bottom: Side, notation: Notation): void => {
  if (factor.kind !== 'power') {
    top.plain.push(write(factor, notation))
    return
  }
  const { base, exponent } = factor
  const negative = exponent.kind === 'number' && q.sign(exponent.value) < 0
  const target = negative ? bottom : top
  const shown = negative ? num(q.negate(exponent.value)) : exponent
  if (isNumberEqual(shown, 1)) target.plain.push(write(base, notation))
  else if (shown.kind === 'number' && shown.value.n === 1n && shown.value.d <= 3n) {
    const index = Number(shown.value.d)
    target.roots.set(index, [...(target.roots.get(index) ?? []), base])
  } else target.plain.push(writePower(base, shown, notation))
}

const writePower = (base: Expression, exponent: Expression, notation: Notation): Written => {
  const under = within(write(base, notation), 'atom', notation)
  const up = write(exponent, notation)
  const raised = notation.exponentGroups ? up.text : within(up, 'atom', notation)
  return { text: notation.power(under, raised), tight: 'power' }
}

/** √a over √b is √(a/b). */
const mergeRoots = (top: Side, bottom: Side, notation: Notation): void => {
  for (const [index, over] of top.roots) {
    const under = bottom.roots.get(index)
    bottom.roots.delete(index)
    const radicand = assemble(
      over.map((x) => write(x, notation)),
      (under ?? []).map((x) => write(x, notation)),
      notation,
    )
    top.plain.push(atom(notation.root(index, radicand.text)))
  }
  for (const [index, under] of bottom.roots) {
    const radicand = assemble(
      under.map((x) => write(x, notation)),
      [],
      notation,
    )
    bottom.plain.push(atom(notation.root(index, radicand.text)))
  }
}

const sideFactors = ({ plain }: Side, coefficient: bigint, notation: Notation): Written[] =>
  coefficient === 1n ? plain : [writeNumber(q.rational(coefficient), notation), ...plain]

const join = (factors: readonly Written[], notation: Notation): Written => {
  const [only] = factors
  if (!only) return atom('1')
  if (factors.length === 1) return only
  return { text: notation.times(factors.map((f) => within(f, 'quotient', notation))), tight: 'product' }
}

const assemble = (over: readonly Written[], under: readonly Written[], notation: Notation): Written => {
  const top = join(over, notation)
  if (under.length === 0) return top
  const bottom = join(under, notation)
  const text = notation.fractionGroups
    ? notation.fraction(top.text, bottom.text)
    : notation.fraction(within(top, 'product', notation), within(bottom, 'power', notation))
  return { text, tight: 'quotient' }
}

const order: readonly Tightness[] = ['sum', 'negative', 'product', 'quotient', 'power', 'atom']

/** Bracketed unless at least as tight as `needed`. */
const within = (piece: Written, needed: Tightness, notation: Notation): string =>
  order.indexOf(piece.tight) >= order.indexOf(needed) ? piece.text : notation.group(piece.text)
