import { equal } from '../../exact/equal.ts'
import { isExpression } from '../../exact/value.ts'
import type { AnswerKey } from '../answer-key.ts'
import { definitions } from '../compare.ts'
import { readValue } from '../read-value.ts'
import { meetingsIn, orCapital } from './correlations.ts'
import { lettersOf } from './updates.ts'

const most = 2000

/** `m`, `n-k+1` or another spelling of the size over which the solution sums. */
const isSize = (written: string, to: string, { asked, names }: AnswerKey): boolean => {
  if (written.trim() === to) return true
  const [value, own] = [readValue(written, names), asked.map((one) => definitions(one).get(to)).find(Boolean)]
  return (
    value !== undefined &&
    own !== undefined &&
    isExpression(value) &&
    equal(value, own, { domain: 'positive' }).equal === true
  )
}

const comment = '(?:[^\\S\\n]*#[^\\S\\n]*([A-Za-z])\\s*=\\s*([^\\n=]+))?'

/**
 * `dw[h, l] = (dY * X[h:h+m, l:l+m]).sum()`, in loops over h and l from 0 or by itself, as the sum that it is. Slices are of a
 * program that counts from 0.
 */
export const withLoops = (text: string, key: AnswerKey): string => {
  if (text.length > most || !/\[[^\]\n]*:[^\]\n]*\]/.test(text)) return text
  const [first, second] = lettersOf(key)
  if (first === undefined || second === undefined) return text
  return meetingsIn(key).reduce((out, { input, gradient, sum, to }) => {
    const slice = (letter: string): string => `${letter}\\s*:\\s*${letter}\\s*\\+\\s*([^,\\]\\n]+?)\\s*`
    const window = `${orCapital(input)}\\[\\s*${slice(first)},\\s*${slice(second)}\\]`
    const product = `(?:${orCapital(gradient)}\\s*\\*\\s*${window}|${window}\\s*\\*\\s*${orCapital(gradient)})`
    const loop = `(?:[^\\S\\n]*for[^\\S\\n]+(?:${first}|${second})[^\\S\\n]+in[^\\S\\n]+range\\(\\s*k\\s*\\)[^\\S\\n]*:[^\\S\\n]*\\n?)`
    const place = `\\[\\s*${first}\\s*,\\s*${second}\\s*\\]`
    const line = new RegExp(
      `(?:${loop}${loop})?[^\\S\\n]*(?<![\\w.])(d[a-z]|d[A-Z])${place}\\s*=\\s*(?:\\(\\s*${product}\\s*\\)\\.sum\\(\\)|(?:(?:np|numpy|torch)\\.)?sum\\(\\s*${product}\\s*\\))${comment}(?=\\s*(?:[\\n;]|$))`,
    )
    return out.replace(line, (whole, name: string, ...found: (string | undefined)[]) => {
      const [letter, meant] = found.slice(8, 10)
      const sizes = found.slice(0, 8).filter((one) => one !== undefined)
      const isKnown = meant === undefined || (letter === to && isSize(meant, to, key))
      return isKnown && sizes.every((one) => isSize(one, to, key))
        ? `${name.toLowerCase()}_{${first},${second}} = ${sum}`
        : whole
    })
  }, text)
}
