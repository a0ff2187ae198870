import { splitOutside } from '../../exact/split-outside.ts'
import type { AnswerKey } from '../answer-key.ts'
import { compare } from '../compare.ts'
import { readValue } from '../read-value.ts'

/** What a step changes, w of `w_new`. */
export const updatedIn = ({ asked }: AnswerKey): readonly string[] =>
  asked.flatMap(({ quantity: { name } }) => /^(\w+)_new$/.exec(name)?.[1] ?? [])

/** The letters that count entries in the solution, h and l of `dw_{h,l}`. */
export const lettersOf = ({ asked }: AnswerKey): readonly string[] =>
  asked
    .flatMap(({ quantity: { symbol } }) => /_\{?([a-z]),?\s*([a-z])\}?$/.exec(symbol)?.slice(1) ?? [])
    .slice(0, 2)

/** Those letters as they may stand at a name; others are not read. */
const placeOf = (key: AnswerKey): string => {
  const [first, second] = lettersOf(key)
  return first === undefined || second === undefined
    ? ''
    : `(?:_(?:\\{(?:new,\\s*)?${first},?\\s*${second}(?:,\\s*new)?\\}|${first}${second}(?![a-z]))|\\[${first},\\s*${second}\\])?`
}

const after = "(?:'|′|_\\{?(?:new|next|t\\+1)\\}?|\\^\\{?\\(?(?:new|t\\+1|\\+)\\)?\\}?)"
const arrow = '(?::=|=|:|←|\\\\leftarrow(?![a-z])|\\\\gets(?![a-z])|<-(?!=))'

/** `w ← …`, `w := …`, `w^{(t+1)} = …`, `w -= …` and `w = w − …` give the w after the step. */
const withUpdate = (text: string, base: string, place: string): string => {
  const name = `(?<![A-Za-z\\\\])${base}`
  return (
    text
      // A comma inside would part the name from its formula.
      .replaceAll(new RegExp(`(?<![A-Za-z\\\\])d${base}_\\{([a-z]),\\s*([a-z])\\}`, 'g'), `d${base}_{$1$2}`)
      .replaceAll(
        new RegExp(`${name}${place}\\s*([-+])=\\s*([^,;\\n]+)`, 'g'),
        `${base}_new = ${base} $1 ($2)`,
      )
      .replaceAll(new RegExp(`${name}${place}${after}${place}\\s*${arrow}`, 'g'), `${base}_new =`)
      .replaceAll(new RegExp(`${name}${place}\\s*(?!=|:(?!=))${arrow}`, 'g'), `${base}_new =`)
      .replaceAll(new RegExp(`${name}${place}\\s*=\\s*(?=${base}${place}\\s*[-−+])`, 'g'), `${base}_new = `)
      .replaceAll(new RegExp(`${name}(${place})\\^\\{?\\(?(?:t|old)\\)?\\}?`, 'g'), `${base}$1`)
      .replaceAll(new RegExp(`${name}_\\{?(?:old|t)\\}?(?![+\\w])`, 'g'), base)
  )
}

/** Steps of whatever the key's solutions change, in one notation. */
export const withUpdates = (text: string, key: AnswerKey): string =>
  updatedIn(key).reduce((out, base) => withUpdate(out, base, placeOf(key)), text)

/** `w_new = w_{hl} − η Σ dy x`, where the sum is the gradient that is asked for too: dw by its name. */
export const withKnownSums = (text: string, key: AnswerKey): string =>
  updatedIn(key).reduce((out, base) => {
    const gradient = key.asked.find(({ quantity }) => quantity.name === `d${base}`)
    const pieces = splitOutside(out, /(?:[,;\n]|\s(?:where|with|and|so)\s)/y).filter(
      (piece) => piece.includes('\\sum') && !piece.startsWith(`d${base}`),
    )
    return pieces.reduce((written, piece) => {
      const at = piece.indexOf('\\sum')
      const value = readValue(piece.slice(at).replace(/\.$/, ''), key.names)
      const isGradient =
        gradient !== undefined &&
        value !== undefined &&
        new RegExp(`(?<![A-Za-z\\\\])${base}(?![A-Za-z])`).test(piece.slice(0, at)) &&
        compare(gradient, value, '').is === 'right'
      return isGradient ? written.replace(piece, () => `${piece.slice(0, at)} d${base}`) : written
    }, out)
  }, text)
