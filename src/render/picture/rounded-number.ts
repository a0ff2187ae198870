import { Decimal } from 'decimal.js'
import type { Formula } from '../../picture.ts'
import { raised } from './powers.ts'

/** Powers of ten past which zeros would have to be counted. */
const [lowest, highest] = [-5, 9] as const

/** `0.02181443755339` or `7.327·10⁻⁴¹`: a decimal rounded to so many significant digits. */
export const roundedNumber = (decimal: string, digits: number): Formula => {
  const value = new Decimal(decimal).toSignificantDigits(digits)
  if (value.e >= lowest && value.e < highest)
    return { latex: value.toFixed(), text: value.toFixed().replace('-', '−') }
  const [mantissa = ''] = value.toExponential().split('e')
  return {
    latex: `${mantissa} \\cdot 10^{${value.e}}`,
    text: `${mantissa.replace('-', '−')}·10${raised(value.e)}`,
  }
}
