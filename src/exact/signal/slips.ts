import * as q from '../rational.ts'
import { convolve, responsesOf } from './convolution.ts'
import {
  addLinear,
  constantLinear,
  type Linear,
  linear,
  scaleLinear,
  subtractLinear,
  symbolLinear,
} from './linear.ts'
import { multiplySums, replaceSymbol } from './monomial-sum.ts'
import { type FormulaPiece, formulaAt, piecesOf } from './pieces.ts'
import { cancel, isZeroRatio, mapTop, type Ratio, sameRatio } from './ratio.ts'
import { collect, reverse, type Signal } from './signal.ts'

type Pieces = readonly FormulaPiece[]
const n = symbolLinear('n')

/** The formula at a linear form in n in place of n. */
const at = (of: Ratio, index: Linear): Ratio => cancel(mapTop(of, (top) => replaceSymbol(top, 'n', index)))
const later = (by: Linear): Linear => subtractLinear(n, by)
const moved = (bounds: readonly Linear[], by: Linear): readonly Linear[] =>
  bounds.map((k) => addLinear(k, by))

/** y[n − by]. */
export const delayed = (pieces: Pieces, by: Linear): Pieces =>
  pieces.map(({ from, to, of }) => ({ from: moved(from, by), to: moved(to, by), of: at(of, later(by)) }))

const mirrored = (pieces: Pieces): Pieces => {
  const turned = (bounds: readonly Linear[]): readonly Linear[] =>
    bounds.map((k) => scaleLinear(k, q.rational(-1)))
  return pieces
    .map(({ from, to, of }) => ({ from: turned(to), to: turned(from), of: at(of, turned([n])[0] ?? n) }))
    .reverse()
}

/** Σ x[k]·h[k − n]: h slides without a flip. Undefined where neither signal ends. */
export const correlation = (x: Signal, h: Signal): Pieces | undefined => {
  const turned = reverse(h)
  if (turned) return piecesOf(convolve(x, turned))
  const reversed = reverse(x)
  return reversed && mirrored(piecesOf(convolve(reversed, h)))
}

/** x[n]·h[n], where h begins before everything in x and has one piece. */
export const pointwise = (x: Signal, h: Signal): Pieces | undefined => {
  const [only] = h
  if (!only || h.length !== 1 || only.gate !== 'u' || only.delay.key !== constantLinear(0).key)
    return undefined
  const product = x.map((term) => ({
    ...term,
    of: multiplySums(term.of, term.gate === 'delta' ? replaceSymbol(only.of, 'n', term.delay) : only.of),
  }))
  return piecesOf(responsesOf(collect(product)))
}

type Parts = {
  readonly before: FormulaPiece
  readonly rise: FormulaPiece
  readonly tail: FormulaPiece
  readonly begin: Linear
  readonly end: Linear
}

/** 0 before, a rise while x comes in, and a tail after it: the shape that a pulse gives. */
const partsOf = (pieces: Pieces): Parts | undefined => {
  const [before, rise, tail] = pieces
  const [begin] = rise?.from ?? []
  const [end] = rise?.to ?? []
  const simple = pieces.length === 3 && pieces.every(({ from, to }) => from.length <= 1 && to.length <= 1)
  if (!simple || !before || !rise || !tail || !begin || !end || !isZeroRatio(before.of)) return undefined
  return { before, rise, tail, begin, end }
}

export type Slip = { readonly says: string; readonly pieces: Pieces }

/** What one gets by slips in the sums over a pulse. */
export const pulseSlips = (pieces: Pieces): readonly Slip[] => {
  const parts = partsOf(pieces)
  if (!parts) return []
  const { before, rise, tail, begin, end } = parts
  const one = linear(q.one)
  const edge = addLinear(end, one)
  const out: Slip[] = []
  if (!sameRatio(formulaAt(rise.of, edge), formulaAt(tail.of, edge)))
    out.push({
      says: 'the pieces meet one step too late: x has ended at the last n of the middle piece',
      pieces: [before, { ...rise, to: [edge] }, { ...tail, from: [addLinear(edge, one)] }],
    })
  out.push({
    says: 'the sum while x comes in has one term too few: k runs from 0 to n, which are n + 1 terms',
    pieces: [before, { ...rise, of: at(rise.of, later(one)) }, tail],
  })
  out.push({
    says: 'x is taken never to end',
    pieces: [before, { from: [begin], to: [], of: rise.of }],
  })
  if (!isZeroRatio(tail.of))
    out.push({
      says: 'the decay after the end of x is counted from that end, with the factor that belongs to n itself',
      pieces: [before, rise, { ...tail, of: at(tail.of, later(subtractLinear(end, begin))) }],
    })
  if (!isZeroRatio(tail.of))
    out.push({
      says: 'the output is taken to end with x',
      pieces: [before, rise, { ...tail, of: before.of }],
    })
  return out
}
