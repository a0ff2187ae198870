import { isByCases } from '../../exact/equality/pieces.ts'
import type { Expression } from '../../exact/expression.ts'
import { ReadError } from '../../exact/read-error.ts'
import { readSignal } from '../../exact/signal/read-signal.ts'

const step = /(?<![A-Za-z\\])(?:\\?(?:u|delta)|δ)\s*(?:\\left\s*)?[([]|(?<=(?<![A-Za-z\\])n)u\s*[([]/

/** `(2 − 2⁻ⁿ)u[n] − …`, a sequence whose unit steps say where it begins and ends; undefined where it is none. */
export const readSteps = (text: string): Expression | undefined => {
  if (!step.test(text)) return undefined
  try {
    const value = readSignal(text)
    return isByCases(value) ? value : undefined
  } catch (error) {
    if (error instanceof ReadError || error instanceof RangeError) return undefined
    throw error
  }
}
