import { num } from '../algebra.ts'
import type { Num } from '../expression.ts'
import * as q from '../rational.ts'
import { ReadError } from '../read-error.ts'

const simple = /^\s*([-+−]?\d{1,15})(?:\s*\/\s*(\d{1,15}))?\s*$/
const decimal = /^\s*([-+−]?(?:\d{1,300}\.\d{0,300}|\.\d{1,300}))\s*$/

/** The most common input, an integer, a quotient of integers or a decimal, without the grammar. */
export const quickScalar = (text: string): Num | undefined => {
  const found = simple.exec(text)
  if (found) {
    const [, over = '0', under] = found
    const n = BigInt(over.replace('−', '-').replace('+', ''))
    if (under === undefined) return num(n)
    const d = BigInt(under)
    if (d === 0n) throw new ReadError('domain', 'Division by zero.')
    return num(q.rational(n, d))
  }
  const written = decimal.exec(text)?.[1]?.replace('−', '-').replace('+', '')
  const value = written === undefined ? undefined : q.parseRational(written)
  return value && written ? { kind: 'number', value, written: written.replace('-', '') } : undefined
}
