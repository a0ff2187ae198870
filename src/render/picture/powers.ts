const superscripts = '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'

/** `−12` as `⁻¹²`. */
export const raised = (power: number): string =>
  [...String(power)].map((sign) => superscripts['-0123456789'.indexOf(sign)] ?? '').join('')

const digits = new Intl.NumberFormat('en', { maximumFractionDigits: 3, useGrouping: false })

/** `0.01`, and `10⁻⁵` where zeros would have to be counted. */
const written = (base: number, power: number): string =>
  base === 10 && Math.abs(power) <= 3 ? digits.format(10 ** power) : `${base}${raised(power)}`

export type NamedTicks = { readonly values: number[]; readonly labelExpr: string }

/** Every so many of the powers from `first` to `last` that at most `most` are named; `place` is where each stands. */
export const powerTicks = (
  base: 2 | 10,
  first: number,
  last: number,
  most: number,
  place: (power: number) => number,
): NamedTicks => {
  const every = Math.max(1, Math.ceil((last - first + 1) / most))
  const powers = Array.from({ length: last - first + 1 }, (_, at) => first + at).filter(
    (power) => power % every === 0,
  )
  const names = Object.fromEntries(powers.map((power) => [place(power), written(base, power)]))
  return { values: powers.map(place), labelExpr: `${JSON.stringify(names)}[datum.value]` }
}
