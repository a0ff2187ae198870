import { num } from '../../exact/algebra.ts'
import { rationalOf } from '../../exact/normal-form.ts'
import { splitOutside } from '../../exact/split-outside.ts'
import { isExpression } from '../../exact/value.ts'
import { toText } from '../../exact/write/write.ts'
import { noNames, readValue } from '../read-value.ts'

const number = '[-−+]?\\d+(?:[./]\\d+)?'
const largest = 100

/** A matrix with one value everywhere; undefined where it is too large to write out. */
const filled = (height: number, width: number, entry: string): string | undefined => {
  if (Math.min(height, width) < 1 || Math.max(height, width) > largest) return undefined
  const row = `[${Array.from({ length: width }, () => entry).join(',')}]`
  return `[${Array.from({ length: height }, () => row).join(',')}]`
}

/** The number that a formula without names comes to. */
const numberIn = (formula: string): string | undefined => {
  const plain = formula
    .replaceAll(/(\d)\.(?!\d)/g, '$1')
    .replaceAll(
      /(\d(?:\.\d+)?)e(\d)(?!\d)/gi,
      (_, digits: string, zeros: string) => `(${digits}*10^${zeros})`,
    )
    .replaceAll(/([*·×/])\s*(-\s*[\d.]+)/g, '$1($2)')
  const value = readValue(plain, noNames)
  const rational = value && isExpression(value) ? rationalOf(value) : undefined
  return rational && toText(num(rational))
}

const option = '(?:\\s*,\\s*dtype\\s*=\\s*[\\w.]+)?\\s*\\)'
const sizes = '[([]\\s*(\\d+)\\s*,\\s*(\\d+)\\s*[)\\]]'
const pair = '(\\d+)\\s*,\\s*(\\d+)'
const from = '(?<![\\w.])(?:np\\.|numpy\\.|torch\\.|tf\\.|jnp\\.)?'
/** What programs call a matrix with one value everywhere; the value where it is given, or that of the name. */
const callsWritten: readonly (readonly [pattern: string, entry?: string])[] = [
  [
    `${from}(?:full|fill)\\(\\s*(?:shape\\s*=\\s*|size\\s*=\\s*)?${sizes}\\s*,\\s*(?:fill_value\\s*=\\s*)?([-\\d.*+/\\s]+?)${option}`,
  ],
  [`${from}full\\(\\s*${pair}\\s*,\\s*([-\\d.*+/\\s]+?)${option}`],
  [`${from}ones\\(\\s*(?:shape\\s*=\\s*)?${sizes}${option}`, '1'],
  [`${from}ones\\(\\s*${pair}${option}`, '1'],
  [`${from}zeros\\(\\s*(?:shape\\s*=\\s*)?${sizes}${option}`, '0'],
  [`${from}zeros\\(\\s*${pair}${option}`, '0'],
  [
    `(?:(?<![\\w.}^])|(?<=\\\\(?:cdot|times)))(?:\\\\(?:mathbf|bm|boldsymbol)\\s*\\{?\\s*1\\s*\\}?|(?<![\\d)\\]]\\s*)1)\\s*_\\s*\\{?\\s*(\\d+)\\s*(?:x|×|\\\\times|,)\\s*(\\d+)\\s*\\}?`,
    '1',
  ],
]

const calls = callsWritten.map(([pattern, entry]) => [new RegExp(pattern, 'g'), entry] as const)

/** What every such call has. */
const calling = /(?:full|fill|ones|zeros)\(|1\s*\}?\s*_/

type Filled = { readonly formula: string; readonly height: number; readonly width: number }

/** A formula with the value that stands everywhere for each filled matrix in it, all of one size. */
const withEntries = (text: string): Filled | undefined => {
  const found = new Set<string>()
  let count = 0
  const formula = calls.reduce(
    (out, [pattern, entry]) =>
      out.replaceAll(pattern, (_, height: string, width: string, ...rest: readonly unknown[]) => {
        found.add(`${height} ${width}`)
        count += 1
        return `(${entry ?? String(rest[0])})`
      }),
    text,
  )
  const [size, ...others] = found
  // Products of two matrices are meant in one way or the other.
  if (size === undefined || others.length > 0 || (count > 1 && /[*·×/@]\s*\(|\)\s*[*·×/@(]/.test(formula)))
    return undefined
  const [height = 0, width = 0] = size.split(' ').map(Number)
  return { formula, height, width }
}

/** `8 - 48*np.ones((3, 3))` as the matrix that it is; undefined where it is anything else. */
const matrixOf = (text: string): string | undefined => {
  // `(1) -40*…` may be numbered.
  if (/^\(\d+\)/.test(text)) return undefined
  const found = withEntries(text.replaceAll(/\\[ ,;:!]/g, ' ').replace(/\.(?:tolist|numpy)\(\)$/, ''))
  if (
    !found ||
    /[^-−+*·×/\d.()\se]|\\(?!cdot|times)/.test(found.formula.replaceAll(/\\(?:cdot|times)/g, '*'))
  )
    return undefined
  const value = numberIn(found.formula.replaceAll(/\\(?:cdot|times)(?![a-z])/g, '*'))
  return value === undefined ? undefined : filled(found.height, found.width, value)
}

const named = /[,;]?\s+(?:with|where|and)\s+(?:the\s+)?([A-Z])\s*(?:=|is|being|:)?\s*(?=\S)/

/** `-40 J with J the 3x3 all-ones matrix`: the letter as what it is said to be. */
const withOnes = (text: string): string => {
  const [whole, letter = ''] = named.exec(text) ?? []
  if (whole === undefined) return text
  const at = text.indexOf(whole)
  const said = text
    .slice(at + whole.length)
    .replace(/\.$/, '')
    .trim()
  const [, height, width] =
    /^(?:the\s+|an?\s+)?(\d+)\s*(?:x|×|\\times|by|-by-)\s*(\d+)\s+(?:all-?\s?ones?\s+matrix|matrix\s+of\s+(?:all\s+)?ones)$/i.exec(
      said,
    ) ?? []
  const ones = height !== undefined && width !== undefined ? `ones(${height},${width})` : said
  if (!/^(?:\w+\.)?ones\(/.test(ones)) return text
  return text
    .slice(0, at)
    .replaceAll(new RegExp(`\\s*[*·]?\\s*(?<![A-Za-z\\\\])${letter}(?![A-Za-z_^])`, 'g'), `*${ones}`)
}

const separator = /(?:(?<![<>:=!])=(?!=)|:(?=\s)|;|\n|,(?=\s)|\.\s|\s(?:so|and|thus|hence)\s)/y

/** Each side of an equation that is a filled matrix, written out. */
const withCalls = (text: string): string => {
  if (!calling.test(text)) return text
  return splitOutside(text, separator).reduce((out, piece) => {
    const matrix = matrixOf(piece)
    return matrix === undefined ? out : out.replace(piece, () => matrix)
  }, text)
}

const counts = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const every = new Set('all each every everywhere full filled alle überall'.split(' '))
const plainWords = new Set(
  `${[...every].join(' ')} constant a an the output result answer matrix array y is are was of with in at for to entry entries element
  elements value values pixel pixels position positions place places cell cells and equal equals being whose has
  have it its by einträge ausgabe ist sind mit`.split(/\s+/),
)
const spokenSize =
  /(?:(?:of\s+)?(?:shape|size|dimensions?)\s*(?:is\s+|[:=]\s*)?)?(?<![\d.])(\d+)\s*(?:x|×|\\times|-?by-?)\s*(\d+)(?![\d.])/i
const entryName = /(?<![A-Za-z\\])y\s*(?:_\{?i,?\s*j\}?|\[i\]\s*\[j\]|[[(]i,\s*j[\])])/g

/** "All 9 entries of the 3×3 output are −40": a size, a value, and words that only say that it stands everywhere. */
const spokenIn = (text: string): string | undefined => {
  const [whole, height, width] = spokenSize.exec(text) ?? []
  if (whole === undefined) return undefined
  const rest = text
    .replace(whole, ' ')
    .replaceAll(/\bevery one\b/gi, 'every')
    .replaceAll(entryName, ' every ')
  const tokens = rest.match(/[-−+]?\d+(?:[./]\d+)?|[\p{L}]+|[^\s\p{L}\d]/gu) ?? []
  const words = tokens.map((token) => token.toLowerCase())
  const all = Number(height) * Number(width)
  const isCount = (token: string, at: number): boolean =>
    (token === `${all}` || token === counts[all]) &&
    /^(?:entries|elements|values|pixels|positions|places|cells)$/.test(words[at + 1] ?? '')
  const others = words.filter(
    (token, at) => !isCount(token, at) && !plainWords.has(token) && !/^[.,:;=()]$/.test(token),
  )
  // "−40s" are several of it.
  const [value, ...more] = others.filter((token) => token !== 's')
  if (value === undefined || more.length > 0 || !new RegExp(`^${number}$`).test(value)) return undefined
  const isEverywhere =
    words.some((word) => every.has(word)) || /\bof\s+[-−+]?\d[\d./]*(?:s|'s)?\.?$/.test(text)
  return isEverywhere ? filled(Number(height), Number(width), value) : undefined
}

const range =
  '\\{?\\s*(?:(\\d+)\\s*(?:,\\s*)?(?:\\.\\.+|…|\\\\[lc]?dots|to)\\s*(?:,\\s*)?(\\d+)|(\\d+(?:\\s*,\\s*\\d+)+))\\s*\\}?'
const entrywise = new RegExp(
  `^(.*?[a-z])\\s*(?:_\\{?i,?\\s*j\\}?|\\[i\\]\\s*\\[j\\]|[[(]i,\\s*j[\\])])\\s*=\\s*(${number})\\s*,?\\s*(?:for|∀|\\\\forall)\\s*(?:all\\s+)?` +
    `(?:i,\\s*j\\s*(?:=|∈|\\\\in|in|from)\\s*${range}|(\\d+)\\s*(?:<=|≤|\\\\leq?)\\s*i,\\s*j\\s*(?:<=|≤|\\\\leq?)\\s*(\\d+))\\s*\\.?$`,
)

/** `y[i][j] = -40 for i, j = 0..2`: the same for all places, which are counted from 0 or 1. */
const entrywiseIn = (text: string): string | undefined => {
  const [whole, name = '', value = '', a, b, listed, c, d] = entrywise.exec(text) ?? []
  if (whole === undefined) return undefined
  const places = listed?.split(',').map(Number) ?? [Number(a ?? c), Number(b ?? d)]
  const [first = 0, last = 0] = [places[0], places.at(-1)]
  const isWhole = listed === undefined || places.every((place, at) => place === first + at)
  if (!isWhole || (first !== 0 && first !== 1)) return undefined
  const size = last - first + 1
  const matrix = filled(size, size, value)
  return matrix === undefined ? undefined : `${name} = ${matrix}`
}

/** `np.full((3, 3), -40)`, `-40 * ones(3, 3)`, "a 3×3 matrix full of −40": a size and what stands everywhere. */
export const withFilled = (text: string): string => {
  const bare = text.trim()
  return spokenIn(bare) ?? entrywiseIn(bare) ?? withCalls(withOnes(text))
}
