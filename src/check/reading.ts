import { call, simplify, sym } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { readLatex, readPlain } from '../exact/read.ts'
import { ReadError } from '../exact/read-error.ts'
import { entriesOf, tensor } from '../exact/tensor.ts'
import { somePart } from '../exact/tree.ts'
import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Side } from './elements.ts'
import { rewrite } from './free-symbols.ts'
import { withShortDerivatives } from './names.ts'

/** Texts longer than this are no value that an answer could be. */
const longest = 1500

/** A label before a value, `(i)\ `, says which answer it is and is no part of it. */
const label = /^\(?(?:\d?[a-h][-.])?(?:[ivx]{1,4}|[a-h])\)\s*(?:\\[ ,;:]|\\quad|\\qquad)*\s*(?=\\begin|\[)/
/** `Σ_{i=1}^{m} dy_{i,j}` in plain text is LaTeX with letters for its commands. */
const scriptedSum = /[Σ∑]\s*(?:_\s*\{|_[a-z]{1,2}(?![A-Za-z])|[ᵢⱼₖₗₘₙₕ])/
/** Lowered letters, as sums over them are written. */
const lowered: Readonly<Record<string, string>> = {
  ᵢ: 'i',
  ⱼ: 'j',
  ₖ: 'k',
  ₗ: 'l',
  ₘ: 'm',
  ₙ: 'n',
  ₕ: 'h',
}
const commands: readonly (readonly [RegExp, string])[] = [
  [/[Σ∑](?=\s*_)/g, '\\sum'],
  [/[·⋅]/g, '\\cdot '],
  [/×/g, '\\times '],
  [/−/g, '-'],
  [/η|(?<![A-Za-z\\])eta(?![A-Za-z])/g, '\\eta '],
  [/\*/g, '\\cdot '],
]
/** `_{i=1..m}` for both limits of a sum. */
const dottedRange = /_\s*\{\s*([a-z]\s*=\s*[^{}.…]+?)\s*(?:\.\.\.?|…)\s*([^{}.…]+)\}/g
/** `sum_{i=1}^{m} dy[i,j]`, as programs spell the sign. */
const spelledSum = /(?<![A-Za-z\\])sum(?=\s*_\s*(?:\{|[a-z]{1,2}(?![A-Za-z])))/gi
const withCommands = (written: string): string => {
  const text = written.replace(spelledSum, 'Σ')
  return scriptedSum.test(text)
    ? commands.reduce(
        (out, [sign, name]) => out.replace(sign, name),
        text
          .replace(/(?<=[Σ∑]\s*)_([a-z])([a-z]?)(?![A-Za-z])/g, (_, first: string, second: string) =>
            second === '' ? `_{${first}}` : `_{${first},${second}}`,
          )
          .replace(dottedRange, '_{$1}^{$2}')
          .replace(/(?<=[Σ∑]\s*)[ᵢⱼₖₗₘₙₕ]/g, (letter) => `_{${lowered[letter] ?? letter}}`),
      )
    : text
}

/** `w^{(t)}`, `w_{old}`: a name before the step is the name itself. */
const beforeStep = /\^\s*\{?\(t\)\}?|[_^]\{?(?:\\(?:text|mathrm)\{)?old\}{0,2}/g
const money = /\\?\$(?=\d)/g
/** Letters that mark the place of a transpose; a vector's transpose is the vector as far as a claim goes. */
const transposed =
  /(\]|\\end\{[bp]?matrix\})\s*\^\s*(?:\{?\\(?:top|intercal|mathsf\{T\}|mathrm\{T\})\}?|\{?T\}?)$/

/** `2n² + O(n)`: what is of lower order beside a leading term is left out. */
const lowerOrder =
  /(?<=[\w})\]]\s*)\+\s*(?:\\mathcal\s*\{?\s*O\s*\}?|O|o)\s*(?:\\left)?\((?:[^()]|\([^()]*\))*\)\s*$/

/** In a formula of plain text the word stands between sizes: `28 by 28`. */
const withTimes = (text: string): string => {
  const sizes = text.split(/ by /)
  return sizes.length > 1 ? sizes.map((size) => (/\D/.test(size) ? `(${size})` : size)).join(' × ') : text
}

const glued = /(?<![A-Za-z_])[A-Za-z]_[A-Za-z]+(?:_[A-Za-z]+)+(?![A-Za-z_])/g
/** `√d_outd_in` is √(d_out·d_in), where both are symbols. */
const withSplitNames = (text: string, symbols: ReadonlySet<string>): string =>
  text
    .replace(glued, (whole, at: number) => {
      const first = [...symbols].find(
        (name) => whole.startsWith(name) && symbols.has(whole.slice(name.length)),
      )
      if (first === undefined || symbols.has(whole)) return whole
      const parts = `${first} ${whole.slice(first.length)}`
      return text[at - 1] === '√' ? `(${parts})` : parts
    })
    .replace(/(?<=_[A-Za-z\d])sqrt(?=\()/g, ' sqrt')

export type Reader = (side: Side) => Exact | undefined

const faces = /\\(?:mathbf|boldsymbol|bm|mathit|bf)(?![a-zA-Z])\s*(?:\{\s*([A-Za-z])\s*\}|([A-Za-z]))/g
/** `X ⋆ dY`: two arrays under one correlation or convolution sign. */
const starred =
  /(?<![A-Za-z\\])(d?[A-Za-z])\s*(?:\\(?:star|ast|circledast)(?![a-zA-Z])|⋆|∗|\*)\s*(d?[A-Za-z])(?![A-Za-z({[])/g
const correlated = /^Xi([a-z]+?)by([a-z]+)$/

const uprightD = /\\mathrm\s*(?:\{\s*d\s*\}|d)\s*(?=[A-Za-z])/g
/** Bold letters read as plain ones; a `d` before one belongs to its name. */
const withPlainFaces = (text: string): string =>
  text
    .replace(uprightD, ' d')
    .replace(faces, (_, braced: string | undefined, bare: string | undefined, at: number) => {
      const letter = braced ?? bare ?? ''
      return text[at - 1] === 'd' ? letter : ` ${letter}`
    })

const bracedPair = /([A-Za-z]+)_\{?([a-z]'?)\s*([a-z]'?)\}/g
const plainPair = /([A-Za-z]+)_(?:\{(?=[a-z]\s*[a-z]\}))?([a-z])\s?([a-z])(?![A-Za-z,\d])\}?/g
/** `dy_{ij}` is the entry in row i and column j of an array; plain text may leave the braces out. */
const withCommas = (text: string, functions: ReadonlySet<string>, isPlain: boolean): string =>
  text.replace(isPlain ? plainPair : bracedPair, (whole, name: string, row: string, column: string) => {
    const own = [...name].map((_, at) => name.slice(at)).find((end) => functions.has(end))
    return own === undefined
      ? whole
      : `${name.slice(0, name.length - own.length)} ${own}_{${row},${column}}`.trimStart()
  })

const subscripted = /_\s*\{((?:[^{}]|\{[^{}]*\})*)\}/g
const nextRounded = /(\\r(?:ceil|floor)|[⌉⌋])(?:\s|\\[,;! ])*(?=(?:\\left\s*)?(?:\\l(?:ceil|floor)|[⌈⌊]))/g
/** `dy_{⌈i/2⌉⌈j/2⌉}` has two indices. */
const withRoundedIndices = (text: string): string =>
  text.replace(subscripted, (whole) => whole.replace(nextRounded, '$1,'))

/** `dW` is the array `dw` where the solver has one. */
const withSmallDifferentials = (text: string, functions: ReadonlySet<string>): string =>
  text.replace(/(?<![A-Za-z\\])d([A-Z])(?![A-Za-z])/g, (whole, letter: string) =>
    functions.has(`d${letter.toLowerCase()}`) ? `d${letter.toLowerCase()}` : whole,
  )

/** Arrays go by their small letters (`dw`, `x`) wherever the solver's do. */
const smallName = (name: string, functions: ReadonlySet<string>): string =>
  functions.has(name.toLowerCase()) ? name.toLowerCase() : name

const doubleSum =
  /\\sum(?:\\limits)?\s*_\s*\{\s*([a-z])\s*,?\s*([a-z])\s*(=\s*\w+)?\s*\}(\s*\^\s*(?:\{[^{}]*\}|\w))?/g
const rangedSum =
  /\\sum(?:\\limits)?\s*_\s*\{\s*(\w+)\s*\\leq?\s*([a-z])\s*,\s*([a-z])\s*\\leq?\s*([^{}=<>]+)\}/g

/** `\sum_{i,j}` and `\sum_{i,j=1}^m` are two sums, one over each index. */
const withSingleSums = (text: string): string =>
  text
    .replace(rangedSum, '\\sum_{$2=$1}^{$4}\\sum_{$3=$1}^{$4}')
    .replace(
      doubleSum,
      (_, first: string, second: string, from = '', to = '') =>
        `\\sum_{${first}${from}}${to}\\sum_{${second}${from}}${to}`,
    )

const withCorrelations = (value: Exact): Exact =>
  isExpression(value)
    ? rewrite(value, (node) => {
        const found = node.kind === 'symbol' ? correlated.exec(node.name.replace(/_/g, '')) : null
        return found?.[1] && found[2] ? call('correlate', sym(found[1]), sym(found[2])) : node
      })
    : value

/** `X_{i,j}` is an entry of x where the solver has that array and no other; what has none stays as it was written. */
const inSmallNames = (x: Expression, functions: ReadonlySet<string>): Expression => {
  const isLarge = (node: Expression): boolean =>
    node.kind === 'indexed' && !functions.has(node.name) && functions.has(smallName(node.name, functions))
  if (!somePart(x, isLarge)) return x
  return rewrite(x, (node) =>
    node.kind === 'indexed' && isLarge(node) ? { ...node, name: smallName(node.name, functions) } : node,
  )
}

/** A value with every scalar in it changed. */
const changed = (value: Exact, change: (x: Expression) => Expression): Exact => {
  if (isExpression(value)) return change(value)
  if (value.kind === 'class') return { ...value, of: change(value.of) }
  if (value.kind === 'shape') return { ...value, sizes: value.sizes.map(change) }
  if (value.kind === 'tensor' && !(value.entries instanceof Float64Array))
    return tensor(value.shape, entriesOf(value).map(change))
  return value
}

/**
 * Reads sides as values, each text once; undefined for what is no value or cannot be read. `named` puts the solver's
 * names for those of the text.
 */
export const makeReader = (
  symbols: ReadonlySet<string>,
  functions: ReadonlySet<string>,
  named: (x: Expression) => Expression,
): Reader => {
  const known = new Map<string, Exact | undefined>()
  const plainOptions = { symbols, functions }
  const readAfresh = (side: Side): Exact | undefined => {
    const bare = withPlainFaces(
      withTimes(withShortDerivatives(side.text))
        .replace(label, '')
        .replace(money, '')
        .replace(beforeStep, '')
        .replace(transposed, '$1')
        .replace(lowerOrder, '')
        .trim(),
    )
    const marks = new Set<string>()
    const text = withCommas(
      withSmallDifferentials(withRoundedIndices(bare), functions),
      functions,
      side.format === 'plain',
    ).replace(starred, (whole, left: string, right: string) => {
      const names = [left, right].map((name) => smallName(name, functions))
      if (!names.every((name) => functions.has(name))) return whole
      marks.add(`Xi_${names.join('by')}`)
      return side.format === 'latex' ? `\\Xi_{${names.join('by')}}` : `Xi_${names.join('by')}`
    })
    let value: Exact | undefined
    let readable = false
    try {
      const options =
        marks.size === 0 ? plainOptions : { symbols: new Set([...symbols, ...marks]), functions }
      const isLatex = side.format === 'latex' || scriptedSum.test(text)
      value = isLatex
        ? readLatex(withSingleSums(withCommands(text)), options)
        : readPlain(withSplitNames(text, symbols), options)
      if (marks.size > 0) value = withCorrelations(value)
      value = changed(
        changed(value, (one) => inSmallNames(one, functions)),
        named,
      )
      // `1/0` has no value.
      if (isExpression(value)) simplify(value)
      readable = true
    } catch (error) {
      if (!(error instanceof ReadError || error instanceof RangeError)) throw error
    }
    return readable ? value : undefined
  }
  return (side) => {
    if (side.format === 'words' || side.text.length > longest) return undefined
    const key = `${side.format} ${side.text}`
    if (!known.has(key)) known.set(key, readAfresh(side))
    return known.get(key)
  }
}
