import { call, num } from '../algebra.ts'
import type { Exact } from '../value.ts'
import type { Cursor } from './cursor.ts'
import { closingOf, next, peek, sees } from './cursor.ts'
import type { Name } from './names.ts'
import { indexList } from './names.ts'
import type { Token } from './token.ts'
import { isCloser, isOpener, syntax } from './token.ts'

/** Whether a comma stands at the top of the bracket at the cursor: `y(0, 1)` cannot be a product. */
const listsArguments = (cursor: Cursor): boolean => {
  const close = closingOf(cursor, cursor.at)
  let open = 0
  for (let at = cursor.at; close !== undefined && at < close; at++) {
    const token = cursor.tokens[at]
    if (!token) return false
    if (isOpener(token)) open += 1
    else if (isCloser(token)) open -= 1
    else if (open === 1 && (token.text === ',' || token.text === ';')) return true
  }
  return false
}

/** σ is the sigmoid where it is applied throughout; a text that also uses it alone means a standard deviation. */
const isSigmoid = (cursor: Cursor, name: string): boolean =>
  name === 'sigma' &&
  !cursor.options.symbols?.has('sigma') &&
  cursor.tokens.every((token, at) => token.text !== 'sigma' || cursor.tokens[at + 1]?.text === '(')

const signals: ReadonlySet<string> = new Set(['u', 'delta', 'E', 'Var', 'P'])

/** A name, its entry (`y[0,1]`, `y(7)` when y is applied), or its value as a function; else just the symbol. */
export const applied = (cursor: Cursor, { name, indices }: Name, token: Token): Exact => {
  const open = peek(cursor)
  if (sees(cursor, '[') && !open.spaced && !cursor.options.symbols?.has(`${name}[`)) {
    next(cursor)
    const inner = indexList(cursor, ']')
    return signals.has(name) && inner[0] && inner.length === 1
      ? call(name, inner[0])
      : { kind: 'indexed', name, indices: [...indices, ...inner] }
  }
  if (sees(cursor, '(')) {
    const declared =
      cursor.applied.has(name) ||
      cursor.options.functions?.has(name) ||
      cursor.options.functions?.has(token.text)
    if (isSigmoid(cursor, name)) return sigmoid(cursor)
    if (name === 'Gamma' && !cursor.options.symbols?.has(name)) return gammaFunction(cursor)
    if (declared || (listsArguments(cursor) && !isNumberLike(token))) {
      next(cursor)
      const inner = indexList(cursor, ')')
      return signals.has(name) && inner[0]
        ? call(name, ...inner)
        : { kind: 'indexed', name, indices: [...indices, ...inner] }
    }
  }
  return indices.length > 0 ? { kind: 'indexed', name, indices } : { kind: 'symbol', name }
}

const isNumberLike = (token: Token): boolean => token.kind === 'number'

/** Γ(x) = (x − 1)!. */
const gammaFunction = (cursor: Cursor): Exact => {
  next(cursor)
  const [argument, ...more] = indexList(cursor, ')')
  if (!argument || more.length > 0) throw syntax('Γ has one argument.')
  return call('factorial', { kind: 'sum', terms: [argument, num(-1)] })
}

const sigmoid = (cursor: Cursor): Exact => {
  next(cursor)
  const [argument, ...more] = indexList(cursor, ')')
  if (!argument || more.length > 0) throw syntax('The sigmoid has one argument.')
  return call('sigmoid', argument)
}
