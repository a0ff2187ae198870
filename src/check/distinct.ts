import type { Finding } from '../model.ts'

const endOf = ({ at = 0, quote }: Finding): number => at + quote.length

/** Whether the quote of one is a part of that of the other. */
const isPartOf = (inner: Finding, outer: Finding): boolean =>
  inner.quote.length < outer.quote.length &&
  (inner.at ?? 0) >= (outer.at ?? 0) &&
  endOf(inner) <= endOf(outer)

/** Of findings about one quantity, those that quote no more than they need: no sentence beside a formula in it. */
export const distinct = (findings: readonly Finding[]): Finding[] =>
  findings.filter(
    (one) =>
      one.at === undefined ||
      one.quantity === undefined ||
      !findings.some(
        (other) =>
          other.at !== undefined &&
          other.quote !== '' &&
          other.quantity === one.quantity &&
          other.kind === one.kind &&
          isPartOf(other, one),
      ),
  )
