import { finiteCodes, numberFormats } from '../../../exact/number-format.ts'
import type { InitialisationFigure } from '../../../figure.ts'

/** Past these many codes their marks would touch; then one mark a power of two. */
const mostMarks = 130

/** Density of log₂|w|: that of w on both sides, times |w| ln 2. */
export const densityOf = (distribution: InitialisationFigure['distribution'], deviation: number) => {
  const bound = deviation * Math.sqrt(3)
  return (size: number): number => {
    const scale = size * Math.LN2
    if (distribution === 'uniform') return size <= bound ? scale / bound : 0
    return (scale * Math.sqrt(2 / Math.PI) * Math.exp(-((size / deviation) ** 2) / 2)) / deviation
  }
}

export const isDense = (name: InitialisationFigure['format']): boolean =>
  finiteCodes(numberFormats[name]) > mostMarks

/** The logarithm of each code above 0, or of each power of two where there are too many. */
export const codes = (name: InitialisationFigure['format']): readonly { readonly power: number }[] => {
  const format = numberFormats[name]
  const fractions = 1 << format.mantissaBits
  const every = isDense(name) ? fractions : 1
  const whole = Array.from({ length: Math.ceil(finiteCodes(format) / every) }, (_, at) => at * every)
  const subnormal = Array.from({ length: format.mantissaBits }, (_, at) => 1 << at)
  return (every === 1 ? whole : [...subnormal, ...whole])
    .filter((code) => code > 0)
    .map((code) => {
      const exponent = code >> format.mantissaBits
      const significand = (code & (fractions - 1)) + (exponent === 0 ? 0 : fractions)
      return { power: Math.log2(significand) + Math.max(exponent, 1) - format.bias - format.mantissaBits }
    })
}
