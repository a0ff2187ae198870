import { greek } from './lexicon.ts'
import type { Walk } from './tex-emit.ts'
import { emit, emitMacroSign, emitSign } from './tex-emit.ts'
import { texConstants, texSigns } from './tex-signs.ts'
import type { TexNode } from './tex-tree.ts'
import { nodesOf, placeOf, stringOf } from './tex-tree.ts'
import { syntax } from './token.ts'

/** A single character or command: a constant, a Greek letter or a sign. */
export const character = (walk: Walk, node: TexNode): void => {
  const text = stringOf(node.text)
  const place = placeOf(node, walk.tex)
  const constant = texConstants.get(text)
  if (constant) {
    emit(walk, 'constant', constant, place)
    return
  }
  const letter = greek.get(text.replace('\\', ''))
  if (letter) {
    emit(walk, 'name', letter, place)
    return
  }
  const sign = texSigns.get(text)
  if (sign === undefined) throw syntax(`"${text}" cannot be read as part of a formula.`)
  bars(walk, sign, node)
}

/** `||` is a norm's bar, unless a single bar is open. */
const bars = (walk: Walk, sign: string, node: TexNode): void => {
  const before = walk.tokens.at(-1)
  const place = placeOf(node, walk.tex)
  const doubles = sign === '|' && before?.text === '|' && place !== undefined && before.to === place[0]
  const count = doubles ? walk.tokens.filter((token) => token.text === '|').length : 0
  if (doubles && count % 2 === 1 && opensNorm(walk, place[1])) {
    walk.tokens.pop()
    emit(walk, 'sign', '‖', [before.from, place[1]])
  } else if (sign === '=' && before?.text === ':') {
    walk.tokens.pop()
    emit(walk, 'sign', '=', [before.from, place?.[1] ?? before.to])
  } else if (sign === '=' && before?.text === '!' && before.to === place?.[0]) {
    walk.tokens.pop()
    emit(walk, 'sign', '!=', [before.from, place[1]])
  } else if (place === undefined && /^[⇒⇔=]$/.test(sign)) emitMacroSign(walk, sign)
  else emitSign(walk, sign, node)
}
const opensNorm = (walk: Walk, at: number): boolean =>
  walk.tokens.some((token) => token.text === '‖') || walk.tex.indexOf('||', at) >= 0

const textOf = (value: unknown): string =>
  nodesOf(value)
    .map((node) => stringOf(node.text) || textOf(node.body))
    .join('')

/** A sign that KaTeX makes by a macro, such as ≠. */
export const macroSign = (walk: Walk, node: TexNode): void => {
  const sign = texSigns.get(textOf(node.mathml))
  if (sign === undefined) throw syntax('A sign of this formula is not known.')
  emitMacroSign(walk, sign)
}
