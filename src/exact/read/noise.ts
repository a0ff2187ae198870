import { num } from '../algebra.ts'
import { multiply, rational } from '../rational.ts'
import { units } from './lexicon.ts'
import type { Token } from './token.ts'
import { isCloser, isOpener } from './token.ts'

const scales: ReadonlyMap<string, bigint> = new Map([
  ['percent', -2n],
  ['pct', -2n],
  ['thousand', 3n],
  ['million', 6n],
  ['billion', 9n],
  ['trillion', 12n],
])

const scaled = (number: Token, scale: bigint): Token => {
  const by = scale < 0n ? rational(1n, 10n ** -scale) : rational(10n ** scale)
  const value = multiply(number.value ?? num(0).value, by)
  return { kind: 'number', text: number.text, value, from: number.from, to: number.to, spaced: number.spaced }
}

/** Drops units behind a value and a full stop; `25 percent` and `1 million` become their numbers. */
export const withoutNoise = (tokens: readonly Token[]): readonly Token[] => {
  const kept: Token[] = []
  for (const [at, token] of tokens.entries()) {
    const before = kept.at(-1)
    const scale = token.kind === 'word' ? scales.get(token.text) : undefined
    if (scale !== undefined && before?.kind === 'number') kept[kept.length - 1] = scaled(before, scale)
    else if (token.kind === 'word' && units.has(token.text) && before && isLast(tokens, at)) continue
    else kept.push(token)
  }
  while (/^[.,×]$/.test(kept.at(-1)?.text ?? '')) kept.pop()
  return kept.filter(
    (token, at) => !isSpacing(token) || (partsValues(kept[at - 1]) && partsValues(kept[at + 1])),
  )
}

const isSpacing = ({ kind, text }: Token): boolean =>
  kind === 'sign' && (text === 'quad' || text === 'newline')

/** Whether a wide blank or a new line beside this token parts two values; beside a sign it is only a blank. */
const partsValues = (token: Token | undefined): boolean =>
  token !== undefined &&
  !isSpacing(token) &&
  (token.kind !== 'sign' ||
    isCloser(token) ||
    isOpener(token) ||
    token.text === 'frac' ||
    token.text === 'root')

const isLast = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(at + 1, at + 6).every(({ kind, text }) => (kind === 'word' && units.has(text)) || text === '.')
