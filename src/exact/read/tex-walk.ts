import { ReadError } from '../read-error.ts'
import { constants, functions, greek } from './lexicon.ts'
import { array } from './tex-arrays.ts'
import { closingText, delimiter } from './tex-delimiters.ts'
import { derivative } from './tex-derivatives.ts'
import type { Walk } from './tex-emit.ts'
import { emit, emitMacroSign, emitSeparator, emitSign } from './tex-emit.ts'
import type { Item } from './tex-items.ts'
import { itemsOf } from './tex-items.ts'
import { letterRun, numberRun } from './tex-runs.ts'
import { subscriptOf, superscriptOf } from './tex-scripts.ts'
import { texConstants, texSigns } from './tex-signs.ts'
import type { TexNode } from './tex-tree.ts'
import { contentsOf, isNode, nodesOf, placeOf, stringOf } from './tex-tree.ts'
import { accented, named, upright, words } from './tex-words.ts'
import { syntax } from './token.ts'

/** Writes the tokens of a row of KaTeX nodes. Throws ReadError for what no formula of this field contains. */
export const walkNodes = (walk: Walk, nodes: readonly TexNode[]): void => {
  const items = itemsOf(nodes)
  for (let at = 0; at < items.length; ) {
    const item = items[at]
    if (item?.is === 'scripts') {
      subscriptOf(walk, item)
      superscriptOf(walk, item)
      at += 1
    } else
      at =
        numberRun(walk, items, at) ??
        letterRun(walk, items, at) ??
        difference(walk, items, at) ??
        step(walk, items, at)
  }
}

const step = (walk: Walk, items: readonly Item[], at: number): number => {
  const item = items[at]
  if (item?.is !== 'node') return at + 1
  const { open, inSubscript } = walk
  const written = walk.tokens.length
  try {
    walkNode(walk, item.node, items[at + 1])
  } catch (error) {
    if (!walk.lenient || !(error instanceof ReadError) || error.kind !== 'syntax') throw error
    walk.tokens.length = written
    Object.assign(walk, { open, inSubscript })
    emit(walk, 'fault', error.message, placeOf(item.node, walk.tex))
  }
  return at + 1
}

/** `\Delta W` is one name: the change of W. */
const difference = (walk: Walk, items: readonly Item[], at: number): number | undefined => {
  const [item, next] = [items[at], items[at + 1]]
  if (item?.is !== 'node' || item.node.text !== '\\Delta' || next?.is !== 'node') return undefined
  const of = symbolOf(walk, next.node)
  if (of === undefined) return undefined
  emit(walk, 'name', `Delta_${of}`, placeOf(item.node, walk.tex))
  walk.last = placeOf(next.node, walk.tex)?.[1] ?? walk.last
  return at + 2
}

/** The name that a single letter stands for: `x`, `\theta`, `\mathbf x`. */
export const symbolOf = (walk: Walk, node: TexNode): string | undefined => {
  if (node.type === 'font' || node.type === 'ordgroup' || node.type === 'mclass') {
    const [only, more] = nodesOf(node.body)
    return only && !more ? symbolOf(walk, only) : undefined
  }
  if (node.type !== 'mathord' && node.type !== 'textord') return undefined
  const text = stringOf(node.text)
  return /^[A-Za-z]$/.test(text) ? text : greek.get(text.replace('\\', ''))
}

const braces = (walk: Walk, nodes: readonly TexNode[]): void => {
  emit(walk, 'sign', '⦃')
  walkNodes(walk, contentsOf(nodes))
  emit(walk, 'sign', '⦄')
}

const character = (walk: Walk, node: TexNode): void => {
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

const fraction = (walk: Walk, node: TexNode): void => {
  const [over, under] = [nodesOf(node.numer), nodesOf(node.denom)]
  const name = derivative(over, under)
  if (name !== undefined) {
    emit(walk, 'name', name)
    return
  }
  if (node.hasBarLine === false && node.leftDelim !== '(')
    throw syntax('A stack without a fraction bar is not read.')
  emit(walk, 'sign', node.hasBarLine === false ? 'binom' : 'frac')
  braces(walk, over)
  braces(walk, under)
}

const root = (walk: Walk, node: TexNode): void => {
  emit(walk, 'sign', 'root')
  braces(walk, nodesOf(node.body))
  const index = nodesOf(node.index)
  if (index.length === 0) return
  emit(walk, 'sign', 'index')
  braces(walk, index)
}

const delimited = (walk: Walk, node: TexNode): void => {
  const body = nodesOf(node.body)
  const [left, right] = [stringOf(node.left), stringOf(node.right)]
  const [only] = body
  if (body.length === 1 && only?.type === 'array') {
    if (left === '\\{' && right === '.') {
      array(walk, only, 'cases')
      return
    }
    if (/^(?:\(|\[|\\lbrack|\.)$/.test(left)) {
      array(walk, only, 'matrix')
      return
    }
  }
  if (left === '.' || right === '.') throw syntax('A bracket without its partner is not read.')
  emitSign(walk, delimiter(left))
  walkNodes(walk, body)
  emitSign(walk, closingText(right))
}

const operator = (walk: Walk, node: TexNode): void => {
  const name = stringOf(node.name).replace('\\', '')
  if (name === 'sum' || name === 'prod') {
    emit(walk, 'sign', name === 'sum' ? '∑' : '∏')
    return
  }
  // Limits, integrals and the like have no tree, so they must not pass for names.
  if (!functions.has(name)) throw syntax(`"\\${name}" is not read.`)
  named(walk, name, undefined)
}

const space = (walk: Walk, node: TexNode): void => {
  walk.spaced = true
  const size = node.dimension
  if (typeof size !== 'object' || size === null || !('unit' in size) || !('number' in size)) return
  const wide = size.unit === 'em' && typeof size.number === 'number' && size.number >= 1
  if (wide && walk.open === 0 && walk.tokens.length > 0) emitSeparator(walk, 'quad', /\\q?quad/g)
}

type Handler = (walk: Walk, node: TexNode, next: Item | undefined) => void

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['mathord', character],
  ['textord', character],
  ['atom', character],
  ['ordgroup', (walk, node) => group(walk, node)],
  ['genfrac', fraction],
  ['sqrt', root],
  ['leftright', delimited],
  ['delimsizing', (walk, node) => emitSign(walk, delimiter(stringOf(node.delim)))],
  ['middle', (walk, node) => emitSign(walk, delimiter(stringOf(node.delim)))],
  ['array', (walk, node) => array(walk, node, 'matrix')],
  ['op', operator],
  ['operatorname', (walk, node, next) => named(walk, upright(nodesOf(node.body)), next)],
  ['mclass', (walk, node) => operatorWord(walk, node)],
  ['text', words],
  ['font', (walk, node, next) => font(walk, node, next)],
  ['accent', accented],
  ['overline', accented],
  ['kern', space],
  ['spacing', space],
  ['mathchoice', space],
  ['phantom', space],
  ['rule', space],
  ['htmlmathml', (walk, node) => macroSign(walk, node)],
  ['xArrow', (walk) => emitSign(walk, '→')],
])

const walkNode = (walk: Walk, node: TexNode, next: Item | undefined): void => {
  const handle = handlers.get(node.type)
  if (!handle) throw syntax(`LaTeX of the kind "${node.type}" is not read.`)
  handle(walk, node, next)
}

/** A brace is invisible, but one around a comma keeps it from separating. */
const group = (walk: Walk, node: TexNode): void => {
  if (nodesOf(node.body)[0]?.text === ',') emitSign(walk, ',', node)
  else braces(walk, nodesOf(node.body))
}

const operatorWord = (walk: Walk, node: TexNode): void => {
  if (upright(nodesOf(node.body)).trim() === 'mod') emitSign(walk, 'mod')
  else walkNodes(walk, nodesOf(node.body))
}

const textOf = (value: unknown): string =>
  nodesOf(value)
    .map((node) => stringOf(node.text) || textOf(node.body))
    .join('')

const macroSign = (walk: Walk, node: TexNode): void => {
  const sign = texSigns.get(textOf(node.mathml))
  if (sign === undefined) throw syntax('A sign of this formula is not known.')
  emitMacroSign(walk, sign)
}

const font = (walk: Walk, node: TexNode, next: Item | undefined): void => {
  const body = isNode(node.body) ? [node.body] : []
  const letters = upright(body)
  if (node.font === 'mathbb' && letters === 'R') {
    emit(walk, 'sign', 'ℝ')
    return
  }
  if (node.font === 'mathcal' || node.font === 'mathscr' || node.font === 'mathfrak') {
    if (!/^[A-Z]$/.test(letters)) throw syntax('Script letters stand alone.')
    emit(walk, 'name', letters === 'O' ? 'O' : `cal_${letters}`)
    return
  }
  // A bold or blackboard one is the vector of ones, not the number.
  if (/^[01]$/.test(letters) && node.font !== 'mathrm') {
    emit(walk, 'name', letters === '1' ? 'ones' : 'zeros')
    return
  }
  if (letters === '' || (letters.length === 1 && constants.get(letters) === undefined)) {
    walkNodes(walk, body)
    return
  }
  named(walk, letters, next)
}
