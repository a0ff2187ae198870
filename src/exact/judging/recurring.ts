import { add, divide, type Rational, rational } from '../rational.ts'

const longest = 60
const longestText = 1_000

const numberOf = (whole: string, fixed: string, period: string): Rational => {
  const shift = rational(10n ** BigInt(fixed.length))
  const repeated = rational(BigInt(period), 10n ** BigInt(period.length) - 1n)
  return divide(add(rational(BigInt(`${whole}${fixed}`)), repeated), shift)
}

/** The digits that the end of a decimal repeats: one three times at least, or a longer block twice. */
const periodOf = (digits: string): string | undefined => {
  const single = /(\d)\1\1+$/.exec(digits)
  if (single) return single[1]
  return /(\d{2,}?)\1+$/.exec(digits)?.[1]
}

const dots = String.raw`(?:\.\.\.|…|\\[lc]?dots\b\s*)`
const marked = /(\d*)\.(\d*)(?:\\(?:overline|bar|dot|overbar)\s*\{(\d+)\}|\\(?:bar|dot)\s*(\d))/g
const continued = new RegExp(String.raw`(\d+)\.(\d{3,${longest}})${dots}`, 'g')

/** `0.\overline{3}` and `0.333…` are 1/3; `0.3…` and `3.14159…` stay as they are, since nothing tells what follows. */
export const withRecurring = (text: string, write: (value: Rational) => string): string => {
  if (
    text.length > longestText ||
    !/\.\d*(?:\\(?:overline|bar|dot|overbar)|\d\d(?:\.\.\.|…|\\[lc]?dots))/.test(text)
  )
    return text
  return text
    .replace(marked, (all, whole: string, fixed: string, many?: string, single?: string) => {
      const period = many ?? single ?? ''
      return period.length + fixed.length > longest ? all : write(numberOf(whole || '0', fixed, period))
    })
    .replace(continued, (all, whole: string, digits: string) => {
      const period = periodOf(digits)
      if (period === undefined) return all
      return write(numberOf(whole, digits.slice(0, digits.length - period.length), period))
    })
}
