import { num, plus, times } from './algebra.ts'
import type { Expression } from './expression.ts'
import * as q from './rational.ts'
import { entriesOf, rationalsOf, sizeOf, tensor } from './tensor.ts'
import type { Tensor } from './value.ts'

/** Which input entries an output is made of, and its gradient goes to, with what share. */
export type Route = { readonly taps: readonly number[]; readonly share: q.Rational }

export const wholeRoutes = (positions: readonly (readonly number[])[]): Route[] =>
  positions.map((taps) => ({ taps, share: q.one }))

const scaled = (share: q.Rational, value: Expression): Expression =>
  q.isOne(share) ? value : times(num(share), value)

/** Every window's sum of its entries times its share. */
export const gatherRoutes = (x: Tensor, routes: readonly Route[], shape: readonly number[]): Tensor => {
  const numbers = rationalsOf(x)
  if (numbers)
    return tensor(
      shape,
      routes.map(({ taps, share }) => {
        const sum = taps.reduce((total, tap) => q.add(total, numbers[tap] ?? q.zero), q.zero)
        return num(q.multiply(share, sum))
      }),
    )
  const entries = entriesOf(x)
  return tensor(
    shape,
    routes.map(({ taps, share }) => scaled(share, plus(...taps.flatMap((tap) => entries[tap] ?? [])))),
  )
}

/** The transpose of `gatherRoutes`: every input entry's sum over the windows that use it. */
export const scatterRoutes = (dy: Tensor, routes: readonly Route[], shape: readonly number[]): Tensor => {
  const numbers = rationalsOf(dy)
  if (numbers) {
    const sums = new Array<q.Rational>(sizeOf(shape)).fill(q.zero)
    for (const [at, { taps, share }] of routes.entries()) {
      const part = q.multiply(share, numbers[at] ?? q.zero)
      for (const tap of taps) sums[tap] = q.add(sums[tap] ?? q.zero, part)
    }
    return tensor(shape, sums.map(num))
  }
  const terms: Expression[][] = Array.from({ length: sizeOf(shape) }, () => [])
  const entries = entriesOf(dy)
  for (const [at, { taps, share }] of routes.entries())
    for (const tap of taps) terms[tap]?.push(scaled(share, entries[at] ?? num(0)))
  return tensor(
    shape,
    terms.map((sum) => plus(...sum)),
  )
}
