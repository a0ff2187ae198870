import katex from 'katex'
import type { Quantity } from '../model.ts'
import {
  accents,
  greekText,
  loweredCharacters,
  macroText,
  raisedCharacters,
  spacedText,
} from './math-symbols.ts'

/** A node of KaTeX's parse tree: only the parts read here. */
type Node = {
  readonly type: string
  readonly text?: string
  readonly family?: string
  readonly name?: string
  readonly body?: Node | readonly Node[] | readonly (readonly Node[])[]
  readonly base?: Node | null
  readonly sup?: Node | null
  readonly sub?: Node | null
  readonly numer?: Node
  readonly denom?: Node
  readonly index?: Node | null
  readonly left?: string
  readonly right?: string
  readonly label?: string
  readonly delim?: string
}

const longest = 4000

/** LaTeX as one line of Unicode text; the source itself where it cannot be read. */
export const mathText = (tex: string): string => {
  if (tex.length > longest || nesting(tex) > 60) return tex
  try {
    return tidy(written(parseTree(tex)))
  } catch {
    return tex
  }
}

const nesting = (tex: string): number => {
  let [depth, most] = [0, 0]
  for (const c of tex) {
    if (c === '{') depth += 1
    if (c === '}') depth -= 1
    most = Math.max(most, depth)
  }
  return most
}

const parseTree = (tex: string): readonly Node[] => {
  // KaTeX documents `__parse` for tools that read its tree, but types do not list it.
  const { __parse } = katex as unknown as { __parse(tex: string, options: object): readonly Node[] }
  return __parse(tex, {
    throwOnError: true,
    strict: 'ignore',
    trust: false,
    maxExpand: 200,
    displayMode: true,
  })
}

const tidy = (text: string): string =>
  text
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .trim()

const isRows = (body: Node['body']): body is readonly (readonly Node[])[] =>
  Array.isArray(body) && Array.isArray(body[0])
const isNodes = (body: Node['body']): body is readonly Node[] => Array.isArray(body) && !isRows(body)

const written = (nodes: readonly Node[] | Node | null | undefined): string => {
  if (!nodes) return ''
  if (Array.isArray(nodes)) return writeAll(nodes)
  return write(nodes as Node)
}

const bounds: ReadonlySet<string> = new Set(['atom', 'spacing', 'op', 'text', 'cr', 'punct'])

/** A minus with nothing before it to subtract from. */
const isSign = (node: Node, before: Node | undefined): boolean =>
  node.text === '-' &&
  (before === undefined || (before.type === 'atom' && before.family !== 'close') || before.text === '(')

/** A fraction beside a factor is bracketed, and names of several letters keep apart. */
const writeAll = (nodes: readonly Node[]): string =>
  nodes
    .map((node, at) => {
      const text = isSign(node, nodes[at - 1]) ? '−' : write(node)
      const beside = [nodes[at - 1], nodes[at + 1]].some((other) => other && !bounds.has(other.type))
      if (node.type === 'genfrac' && beside) return `(${text})`
      const opens = nodes[at + 1]?.text === '(' || nodes[at + 1]?.type === 'leftright'
      if (opens && /^(op|operatorname)$/.test(node.type)) return text.trimEnd()
      return /_[\p{L}\p{N}]{2,}$/u.test(text) && nodes[at + 1] ? `${text} ` : text
    })
    .join('')

const symbol = (text: string): string => {
  const known =
    macroText[text] ??
    greekText.get(text) ??
    (text.startsWith('\\var') ? greekText.get(`\\${text.slice(4)}`) : undefined)
  if (known !== undefined) return spacedText.has(known) ? ` ${known} ` : known
  if (spacedText.has(text)) return ` ${text} `
  if (text === '-') return ' − '
  return text.startsWith('\\') ? text.slice(1) : text
}

const write = (node: Node): string => {
  switch (node.type) {
    case 'mathord':
    case 'textord':
    case 'atom':
    case 'spacing':
      return node.text === ',' ? ', ' : symbol(node.text ?? '')
    case 'supsub':
      if (node.base?.type === 'op')
        return `${write(node.base).trim()}${script(node.sub, loweredCharacters, '_')}${script(node.sup, raisedCharacters, '^')} `
      return `${written(node.base)}${script(node.sub, loweredCharacters, '_')}${script(node.sup, raisedCharacters, '^')}`
    case 'genfrac':
      return `${grouped(written(node.numer))}/${grouped(written(node.denom))}`
    case 'sqrt': {
      const inner = Array.isArray(node.body) ? written(node.body) : written(node.body as Node) // a root has one body
      const index = written(node.index)
      return `${index && index !== '2' ? script(node.index, raisedCharacters, '') : ''}√${grouped(inner)}`
    }
    case 'leftright':
      return leftRight(node)
    case 'delimsizing':
      return delimiter(node.delim)
    case 'array':
      return isRows(node.body) ? rows(node.body) : ''
    case 'op':
    case 'operatorname':
      if (node.name)
        return node.name.startsWith('\\') ? `${macroText[node.name] ?? node.name.slice(1)} ` : node.name
      return `${isNodes(node.body) ? written(node.body) : ''} `
    case 'accent':
      return `${written(node.base)}${accents[node.label ?? ''] ?? ''}`
    case 'overline':
    case 'underline':
      return written(node.base ?? (isNodes(node.body) ? node.body : (node.body as Node))) // one body
    case 'color':
    case 'kern':
    case 'mathchoice':
    case 'cr':
    case 'htmlmathml':
      return node.type === 'color' && isNodes(node.body) ? written(node.body) : ' '
    case 'text':
      return isNodes(node.body) ? node.body.map((c) => c.text ?? write(c)).join('') : ''
    default:
      if (isRows(node.body)) return rows(node.body)
      if (isNodes(node.body)) return written(node.body)
      return node.body ? write(node.body as Node) : (node.text ?? '') // neither list: one node
  }
}

const leftRight = ({ left, right, body }: Node): string => {
  const [only, ...more] = isNodes(body) ? body : []
  const cases = left === '\\{' && right === '.' && only?.type === 'array' && more.length === 0
  // A condition in words says by itself how it belongs to its value.
  if (cases && isRows(only.body))
    return `{ ${rows(only.body, ' for ').replaceAll(/ for (?=(?:otherwise|else|if|for|when)\b)/g, ' ')}`
  return `${delimiter(left)}${isNodes(body) ? written(body).trim() : ''}${delimiter(right)}`
}

const rows = (body: readonly (readonly Node[])[], joint = ' '): string => {
  const lines = body.map((row) => row.map((cell) => written(cell).trim()).join(joint))
  return lines.filter((line) => line !== '').join('; ')
}

const delimiter = (text: string | undefined): string =>
  text === undefined || text === '.' ? '' : symbol(text).trim()

const script = (node: Node | null | undefined, table: ReadonlyMap<string, string>, mark: string): string => {
  if (!node) return ''
  const text = written(node).trim().replaceAll(' ', '')
  if (mark === '^' && text === '′') return '′'
  const moved = [...text].map((c) => table.get(c))
  const word = mark === '_' && /^\p{L}{2,}$/u.test(text)
  if (text.length > 0 && !word && moved.every((c) => c !== undefined)) return moved.join('')
  return `${mark}${text.length === 1 || /^[\p{L}\p{N}]+$/u.test(text) ? text : `(${text})`}`
}

const grouped = (text: string): string => {
  const bare = text.trim()
  return /^[√∛]?[\p{L}\p{N}_.²³ⁿ₀-₉ᵢⱼ∂]+$/u.test(bare) ? bare : `(${bare})`
}

/** A quantity's symbol in plain text: `y`, `d_in`, or its name where the symbol is a word. */
export const symbolText = ({ name, symbol: tex }: Quantity): string => {
  const shown = mathText(tex)
  return /[\\{}]/.test(shown) ? name : shown
}
