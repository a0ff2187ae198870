import { functions } from './lexicon.ts'
import { digitsValue } from './numbers.ts'
import type { Walk } from './tex-emit.ts'
import { emit } from './tex-emit.ts'
import type { Item } from './tex-items.ts'
import type { TexNode } from './tex-tree.ts'
import { nodesOf, placeOf, stringOf } from './tex-tree.ts'
import { syntax } from './token.ts'
import { splitLetters } from './words.ts'

type Place = readonly [number, number]

const nodeAt = (items: readonly Item[], at: number): TexNode | undefined => {
  const item = items[at]
  return item?.is === 'node' ? item.node : undefined
}

const digitAt = (items: readonly Item[], at: number): string | undefined => {
  const node = nodeAt(items, at)
  const text = node?.type === 'textord' ? stringOf(node.text) : ''
  return /^\d$/.test(text) ? text : undefined
}

const digitsFrom = (items: readonly Item[], at: number): string => {
  let digits = ''
  for (let digit = digitAt(items, at); digit !== undefined; digit = digitAt(items, at + digits.length))
    digits += digit
  return digits
}

/** `{,}`, `,` (outside brackets) or a thin space between groups of three digits. */
const separatesDigits = (walk: Walk, items: readonly Item[], at: number): boolean => {
  const node = nodeAt(items, at)
  if (!node) return false
  if (node.type === 'ordgroup') {
    const [only, more] = nodesOf(node.body)
    return only?.text === ',' && more === undefined
  }
  if (node.type === 'atom' && node.text === ',')
    return walk.open === 0 && tight(walk, node, nodeAt(items, at + 1))
  const dimension = node.dimension
  const thin =
    typeof dimension === 'object' && dimension !== null && 'number' in dimension && 'unit' in dimension
      ? dimension.unit === 'mu' &&
        typeof dimension.number === 'number' &&
        dimension.number > 0 &&
        dimension.number <= 5
      : false
  return (
    (node.type === 'kern' && thin) ||
    (node.type === 'spacing' && /^\\(?: |nobreakspace)$/.test(stringOf(node.text)))
  )
}

export const tight = (walk: Walk, left: TexNode, right: TexNode | undefined): boolean => {
  const [a, b] = [placeOf(left, walk.tex), right && placeOf(right, walk.tex)]
  return a !== undefined && b !== undefined && a[1] === b[0]
}

/** `3.2e5` and `1e-4`, written without a blank, are numbers in LaTeX too. */
const exponentFrom = (walk: Walk, items: readonly Item[], at: number): string => {
  const before = nodeAt(items, at - 1)
  const e = nodeAt(items, at)
  if (e?.type !== 'mathord' || !/^[eE]$/.test(stringOf(e.text)) || !before || !tight(walk, before, e))
    return ''
  const sign = nodeAt(items, at + 1)
  const signed = sign?.type === 'atom' && /^[-+]$/.test(stringOf(sign.text))
  const digits = digitsFrom(items, at + (signed ? 2 : 1))
  if (digits === '' || digits.length > 4) return ''
  const first = nodeAt(items, at + (signed ? 2 : 1))
  const together = signed ? tight(walk, e, sign) && tight(walk, sign, first) : tight(walk, e, first)
  return together ? `e${signed ? stringOf(sign.text) : ''}${digits}` : ''
}

/** Writes the number that starts at an item; gives the position behind it, or undefined when there is none. */
export const numberRun = (walk: Walk, items: readonly Item[], at: number): number | undefined => {
  const whole = digitsFrom(items, at)
  let end = at + whole.length
  let digits = whole
  if (/^[1-9]\d{0,2}$/.test(whole)) {
    let group = separatesDigits(walk, items, end) ? digitsFrom(items, end + 1) : ''
    while (group.length === 3) {
      digits += group
      end += 4
      group = separatesDigits(walk, items, end) ? digitsFrom(items, end + 1) : ''
    }
  }
  const point = nodeAt(items, end)
  const decimals = point?.type === 'textord' && point.text === '.' ? digitsFrom(items, end + 1) : ''
  if (decimals !== '') {
    digits += `.${decimals}`
    end += 1 + decimals.length
  }
  if (digits === '') return undefined
  const exponent = exponentFrom(walk, items, end)
  digits += exponent
  end += exponent.length
  const places = [nodeAt(items, at), nodeAt(items, end - 1)].map((node) => node && placeOf(node, walk.tex))
  const place: Place | undefined = places[0] && places[1] ? [places[0][0], places[1][1]] : undefined
  const written = /^\d+$/.test(digits) ? {} : { written: digits }
  emit(walk, 'number', digits, place, { value: digitsValue(digits), ...written })
  return end
}

const declared = ({ options }: Walk, letters: string): boolean =>
  functions.has(letters) ||
  [...letters].every((letter) => options.symbols?.has(letter)) ||
  options.symbols?.has(letters) === true

/** A run that is a word of English rather than a product: four letters with a vowel among them, or a known one. */
const isEnglish = (letters: string): boolean =>
  /^(?:odd|pct|yes|not|the)$/i.test(letters) ||
  (/^[A-Za-z][a-z]{3,}$/.test(letters) && /[aeou]/.test(letters) && !/^[a-e]+$/.test(letters))

/** Writes the run of italic letters that starts at an item: known names stay whole, others are a product. */
export const letterRun = (walk: Walk, items: readonly Item[], at: number): number | undefined => {
  let letters = ''
  for (let node = nodeAt(items, at); node; node = nodeAt(items, at + letters.length)) {
    const text = node.type === 'mathord' || node.type === 'textord' ? stringOf(node.text) : ''
    if (!/^[A-Za-z]$/.test(text)) break
    letters += text
  }
  if (letters === '') return undefined
  if (letters === 'or' || letters === 'and') {
    emit(walk, 'word', letters)
    return at + letters.length
  }
  if (!walk.inSubscript && !declared(walk, letters) && isEnglish(letters))
    throw syntax(`"${letters}" is not a name known here.`)
  let here = at
  for (const piece of splitLetters(letters, walk.options)) {
    const first = nodeAt(items, here)
    const last = nodeAt(items, here + piece.length - 1)
    const [from, to] = [first && placeOf(first, walk.tex), last && placeOf(last, walk.tex)]
    emit(walk, piece.kind, piece.text, from && to ? [from[0], to[1]] : undefined)
    here += piece.length
  }
  return here
}
