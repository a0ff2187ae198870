/** A statement about letters that stand for true or false. */
type Statement =
  | { readonly kind: 'letter'; readonly name: string }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'not'; readonly of: Statement }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Statement[] }

const mostLetters = 8
const mostTokens = 200

const spellings: ReadonlyMap<string, string> = new Map([
  ['∧', 'and'],
  ['∨', 'or'],
  ['¬', 'not'],
  ['\\land', 'and'],
  ['\\wedge', 'and'],
  ['\\lor', 'or'],
  ['\\vee', 'or'],
  ['\\lnot', 'not'],
  ['\\neg', 'not'],
])

const tokensOf = (text: string): readonly string[] | undefined => {
  const tokens = text.match(/\\[a-z]+|[A-Za-z]+|\S/g) ?? []
  const known = tokens.map((token) => spellings.get(token) ?? token)
  const isLogic = known.every((token) => /^(?:and|or|not|true|false|[A-Z]|[()])$/.test(token))
  return isLogic && known.length <= mostTokens && known.some((token) => /^(?:and|or|not)$/.test(token))
    ? known
    : undefined
}

const parse = (tokens: readonly string[]): Statement | undefined => {
  let at = 0
  const joined = (word: 'and' | 'or', inner: () => Statement | undefined) => (): Statement | undefined => {
    const parts = [inner()]
    while (tokens[at] === word) {
      at += 1
      parts.push(inner())
    }
    const known = parts.filter((part) => part !== undefined)
    const [only] = known
    if (known.length < parts.length) return undefined
    return known.length === 1 ? only : { kind: word, of: known }
  }
  const atom = (): Statement | undefined => {
    const token = tokens[at]
    at += 1
    if (token === 'not') {
      const of = atom()
      return of && { kind: 'not', of }
    }
    if (token === '(') {
      const inner = any()
      at += 1
      return tokens[at - 1] === ')' ? inner : undefined
    }
    if (token === 'true' || token === 'false') return { kind: 'truth', value: token === 'true' }
    return token !== undefined && /^[A-Z]$/.test(token) ? { kind: 'letter', name: token } : undefined
  }
  const any: () => Statement | undefined = joined('or', joined('and', atom))
  const statement = any()
  return at === tokens.length ? statement : undefined
}

const holds = (statement: Statement, letters: ReadonlyMap<string, boolean>): boolean => {
  switch (statement.kind) {
    case 'truth':
      return statement.value
    case 'letter':
      return letters.get(statement.name) ?? false
    case 'not':
      return !holds(statement.of, letters)
    case 'and':
      return statement.of.every((part) => holds(part, letters))
    case 'or':
      return statement.of.some((part) => holds(part, letters))
  }
}

const read = (text: string): Statement | undefined => {
  const tokens = tokensOf(text)
  return tokens && parse(tokens)
}

const constant = (text: string): Statement | undefined => {
  const [, word] = /^\s*(true|false)\s*$/i.exec(text) ?? []
  return word === undefined ? undefined : { kind: 'truth', value: word.toLowerCase() === 'true' }
}

/** Whether two statements built of and, or and not have one truth table; undefined for other texts. */
export const sameTruthTable = (a: string, b: string): boolean | undefined => {
  const [x, y] = [read(a), read(b)]
  const [left, right] = [x ?? constant(a), y ?? constant(b)]
  if (!left || !right || (!x && !y)) return undefined
  const names = [...new Set(`${a} ${b}`.match(/\b[A-Z]\b/g) ?? [])]
  if (names.length > mostLetters) return undefined
  for (let mask = 0; mask < 2 ** names.length; mask += 1) {
    const letters = new Map(names.map((name, i) => [name, ((mask >> i) & 1) === 1]))
    if (holds(left, letters) !== holds(right, letters)) return false
  }
  return true
}
