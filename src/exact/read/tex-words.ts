import { constants, functions, greek, joiningWords, units } from './lexicon.ts'
import type { Walk } from './tex-emit.ts'
import { emit } from './tex-emit.ts'
import type { Item } from './tex-items.ts'
import { accentNames } from './tex-signs.ts'
import type { TexNode } from './tex-tree.ts'
import { nodesOf, placeOf, stringOf } from './tex-tree.ts'
import { syntax } from './token.ts'

/** The characters of upright letters or of text; empty when there is anything else among them. */
export const upright = (nodes: readonly TexNode[]): string => {
  let out = ''
  for (const node of nodes) {
    const inner = node.body === undefined ? undefined : nodesOf(node.body)
    const text = stringOf(node.text)
    if (inner) {
      const letters = upright(inner)
      if (letters === '' && inner.length > 0) return ''
      out += letters
    } else if (node.type === 'spacing' || node.type === 'kern') out += ' '
    else if (text === '\\_' || text === '_') out += '_'
    else if (text.length === 1) out += text
    else return ''
  }
  return out
}

const opens = (next: Item | undefined): boolean => {
  if (next?.is !== 'node') return false
  const { node } = next
  const text = stringOf(node.text) || stringOf(node.left) || stringOf(node.delim)
  return text === '(' || text === '['
}

/** The name that a single letter stands for: `x`, `\theta`, `\mathbf x`. */
export const symbolOf = (node: TexNode): string | undefined => {
  if (node.type === 'font' || node.type === 'ordgroup' || node.type === 'mclass') {
    const [only, more] = nodesOf(node.body)
    return only && !more ? symbolOf(only) : undefined
  }
  if (node.type !== 'mathord' && node.type !== 'textord') return undefined
  const text = stringOf(node.text)
  return /^[A-Za-z]$/.test(text) ? text : greek.get(text.replace('\\', ''))
}

/** A name in upright letters: a known function, a function because it is applied, or a symbol. */
export const named = (walk: Walk, letters: string, next: Item | undefined): void => {
  const name = letters.trim()
  const known = functions.get(name)
  const constant = constants.get(name)
  const declared = walk.options.symbols?.has(name) || walk.options.functions?.has(name)
  if (declared) {
    emit(walk, 'name', name)
    return
  }
  if (known !== undefined) {
    emit(walk, 'function', known)
    return
  }
  if (constant !== undefined) {
    emit(walk, 'constant', constant)
    return
  }
  if (!/^[A-Za-z][\w'-]*$/.test(name)) throw syntax(`"${name}" is not known as a name.`)
  const plain = greek.get(name) ?? name.replace(/-/g, '_')
  emit(walk, name.length > 1 && opens(next) && !walk.inSubscript ? 'function' : 'name', plain)
}

const splitText = /[A-Za-z][\w'-]*|\d+(?:\.\d+)?|[^\sA-Za-z\d]/g

/** The place of a whole `\\text{…}`, given that of its letters. */
const commandPlace = (walk: Walk, from: number, to: number): readonly [number, number] => {
  const start = walk.tex.lastIndexOf('\\', from)
  const braced = start >= walk.last && /^\\[a-z]+\s*\{\s*$/.test(walk.tex.slice(start, from))
  return braced ? [start, walk.tex.charAt(to) === '}' ? to + 1 : to] : [from, to]
}

/** Text inside a formula: names, units and the words that join statements. */
export const words = (walk: Walk, node: TexNode, next: Item | undefined): void => {
  const text = upright(nodesOf(node.body))
  const [from] = nodesOf(node.body).flatMap((inner) => placeOf(inner, walk.tex) ?? [])
  const place = from === undefined ? undefined : commandPlace(walk, from, from + text.length)
  const bare = text.trim()
  walk.spaced ||= text !== bare
  if (bare === '') {
    if (text === '' && nodesOf(node.body).length > 0) throw syntax('This text cannot be read.')
    return
  }
  if (walk.inSubscript) {
    emit(walk, 'name', bare.replace(/[^\w]+/g, '_'), place)
    return
  }
  const parts = bare.match(splitText) ?? []
  const [only] = parts
  const joins = only !== undefined && (joiningWords.has(only.toLowerCase()) || units.has(only.toLowerCase()))
  if (parts.length === 1 && only && !joins && /^[A-Za-z]/.test(only)) {
    named(walk, only, next)
    return
  }
  for (const part of parts) {
    if (/^[.,;:]$/.test(part)) emit(walk, 'sign', part, place)
    else emit(walk, 'word', part.toLowerCase(), place)
  }
}

/** `\hat y` is the name hat_y; bold and an arrow leave the name as it is. */
export const accented = (walk: Walk, node: TexNode): void => {
  const label = node.type === 'overline' ? '\\bar' : stringOf(node.label)
  const [base] = nodesOf(node.base ?? node.body)
  const name = base && symbolOf(base)
  if (name === undefined) throw syntax('An accent stands on one letter.')
  if (label === '\\vec') {
    emit(walk, 'name', name)
    return
  }
  const accent = accentNames.get(label)
  if (accent === undefined) throw syntax(`The accent ${label} is not read.`)
  emit(walk, 'name', `${accent}_${name}`)
}
