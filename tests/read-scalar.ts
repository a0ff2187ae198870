import type { Expression } from '../src/exact/expression.ts'
import { scalar } from '../src/exact/read/arithmetic.ts'
import { type ReadOptions, readText } from '../src/exact/read.ts'

/** Reads a scalar expression. Throws ReadError, also for what is no scalar. */
export const readScalar = (text: string, options: ReadOptions = {}): Expression =>
  scalar(readText(text, options))
