import { constants, functions } from './lexicon.ts'
import { array } from './tex-arrays.ts'
import { delimiter } from './tex-delimiters.ts'
import { derivative } from './tex-derivatives.ts'
import type { Walk } from './tex-emit.ts'
import { emit, emitSeparator, emitSign } from './tex-emit.ts'
import type { Item } from './tex-items.ts'
import type { TexNode } from './tex-tree.ts'
import { contentsOf, isNode, nodesOf, stringOf } from './tex-tree.ts'
import { named, upright } from './tex-words.ts'
import { syntax } from './token.ts'

const braces = (walk: Walk, nodes: readonly TexNode[]): void => {
  emit(walk, 'sign', '⦃')
  walk.walkNodes(walk, contentsOf(nodes))
  emit(walk, 'sign', '⦄')
}

export const fraction = (walk: Walk, node: TexNode): void => {
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

export const root = (walk: Walk, node: TexNode): void => {
  emit(walk, 'sign', 'root')
  braces(walk, nodesOf(node.body))
  const index = nodesOf(node.index)
  if (index.length === 0) return
  emit(walk, 'sign', 'index')
  braces(walk, index)
}

/** Whether two delimiters around a matrix belong together. */
const isPartner = (left: string, right: string): boolean =>
  right === '.' || left === '.' || (left === '(') === /^\)|rparen/.test(right)

export const delimited = (walk: Walk, node: TexNode): void => {
  const body = nodesOf(node.body)
  const [left, right] = [stringOf(node.left), stringOf(node.right)]
  const [only] = body
  if (body.length === 1 && only?.type === 'array') {
    if (left === '\\{' && right === '.') {
      array(walk, only, 'cases')
      return
    }
    if (/^(?:\(|\[|\\lbrack|\.)$/.test(left) && isPartner(left, right)) {
      array(walk, only, 'matrix')
      return
    }
  }
  if (left === '.' || right === '.') throw syntax('A bracket without its partner is not read.')
  emitSign(walk, delimiter(left))
  walk.walkNodes(walk, body)
  emitSign(walk, delimiter(right))
}

export const operator = (walk: Walk, node: TexNode): void => {
  const name = stringOf(node.name).replace('\\', '')
  if (name === 'sum' || name === 'prod') {
    emit(walk, 'sign', name === 'sum' ? '∑' : '∏')
    return
  }
  // Limits, integrals and the like have no tree, so they must not pass for names.
  if (!functions.has(name)) throw syntax(`"\\${name}" is not read.`)
  named(walk, name, undefined)
}

export const space = (walk: Walk, node: TexNode): void => {
  walk.spaced = true
  const size = node.dimension
  if (typeof size !== 'object' || size === null || !('unit' in size) || !('number' in size)) return
  const wide = size.unit === 'em' && typeof size.number === 'number' && size.number >= 1
  if (wide && walk.open === 0 && walk.tokens.length > 0) emitSeparator(walk, 'quad', /\\q?quad/g)
}

/** A brace is invisible, but one around a comma keeps it from separating. */
export const group = (walk: Walk, node: TexNode): void => {
  if (nodesOf(node.body)[0]?.text === ',') emitSign(walk, ',', node)
  else braces(walk, nodesOf(node.body))
}

export const operatorWord = (walk: Walk, node: TexNode): void => {
  if (upright(nodesOf(node.body)).trim() === 'mod') emitSign(walk, 'mod')
  else walk.walkNodes(walk, nodesOf(node.body))
}

/** Letters in a font: script and blackboard letters are names of their own, bold ones are not. */
export const font = (walk: Walk, node: TexNode, next: Item | undefined): void => {
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
  const italic =
    node.font === 'mathbf' || node.font === 'boldsymbol' || node.font === 'mathit' || node.font === 'mathbb'
  const single = letters.length === 1 && constants.get(letters) === undefined
  if (italic || single || /^\d*$/.test(letters)) {
    walk.walkNodes(walk, body)
    return
  }
  named(walk, letters, next)
}
