import type { Exact } from '../value.ts'
import { namesApplied } from './definitions.ts'
import { numericArray } from './json.ts'
import { withoutNoise } from './noise.ts'
import type { ReadOptions } from './options.ts'
import { parse } from './parse.ts'
import { plainTokens } from './plain-tokens.ts'
import { quickScalar } from './quick.ts'
import type { Token } from './token.ts'

const bracket = (text: '[' | ']', at: number): Token => ({
  kind: 'sign',
  text,
  from: at,
  to: at,
  spaced: false,
})

const relationSign = /^(?:[<>=≈∈]|[<>!]=)$/

/** `1 2; 3 4` is a matrix whose brackets were left out. */
const asMatrix = (tokens: readonly Token[]): readonly Token[] => {
  let open = 0
  let rows = false
  for (const { kind, text } of tokens) {
    if (kind !== 'sign') continue
    if ('([{⦃'.includes(text)) open += 1
    else if (')]}⦄'.includes(text)) open -= 1
    else if (text === ';' && open === 0) rows = true
    else if (relationSign.test(text)) return tokens
  }
  return rows ? [bracket('[', 0), ...tokens, bracket(']', tokens.at(-1)?.to ?? 0)] : tokens
}

/** Reads plain text as a value. Throws ReadError. */
export const plain = (text: string, options: ReadOptions): Exact => {
  const quick = quickScalar(text)
  if (quick) return quick
  const array = numericArray(text)
  if (array) return array
  const tokens = asMatrix(withoutNoise(plainTokens(text, options)))
  return parse(tokens, options, 'plain', namesApplied(tokens))
}
