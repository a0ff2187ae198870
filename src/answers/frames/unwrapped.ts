import { splitOutside } from '../../exact/split-outside.ts'
import { isExpression } from '../../exact/value.ts'
import type { AnswerKey } from '../answer-key.ts'
import { closing } from '../closing.ts'
import { isHedging } from '../labels.ts'
import { unboxed } from '../segments.ts'
import { nameOf } from './label-of.ts'

const fence = /^\s*```[^\S\n]*\w*[^\S\n]*\n([\s\S]*?)\n?[^\S\n]*```\s*$/
const returned = /^\s*return\s+(?=\S)/

const displays =
  /\\begin\{(equation|align|aligned|alignat|gather|gathered|eqnarray|multline|displaymath|split|flalign)(\*?)\}([\s\S]*?)\\end\{\1\2\}/g

/** The lines of a display, without the marks by which they stand below one another. */
const linesOf = (inside: string): string =>
  splitOutside(inside, /\\\\(?:\[[^\]\n]*\])?/y)
    .map((line) => splitOutside(line, /&/y).join(' '))
    .join('\n')

const systems = /\\begin\{cases\}([^&]*?)\\end\{cases\}/g
/** A sign or a word set as text, and what it is. */
const equation = /^\s*(?:\\text\{[^{}]*\}|\\?[A-Za-z]\w*(?:_\w+|_\{[^{}]*\})?)\s*=(?!=)/

/** `\begin{cases} \text{cost} = … \\ \text{speedup} = … \end{cases}`: equations beside one brace, none of which has a condition. */
const withoutSystems = (text: string, { asked }: AnswerKey): string =>
  asked.length > 1 && text.includes('{cases}')
    ? text.replaceAll(systems, (whole, inside: string) => {
        const lines = linesOf(inside)
        return lines.split('\n').every((line) => equation.test(line)) ? lines : whole
      })
    : text

/** `- (i) …`, `\text{(i)}\quad …`: which of a part's solutions comes. */
const solutionMark =
  /^[^\S\n]*(?:[-*•]\s+(?=\(?[ivx]{1,4}\)\s)|\\text\s*\{\s*(\(?[ivx]{1,4}\))\s*\}\s*(?:\\q?quad(?![a-z]))?)/gm

/** `\begin{align} a &= b \\ … \end{align}` as lines; conditions in a column of their own stay. */
const withoutDisplays = (text: string): string =>
  text.includes('\\begin{')
    ? text.replaceAll(displays, (whole, _name, _star, inside: string) =>
        inside.includes('&&') ? whole : linesOf(inside),
      )
    : text

/** One display around all of it. */
const display = /^\s*\\\[((?:(?!\\\])[\s\S])*)\\\]\s*$/

const heading =
  /^\s*(?:\*\*\s*)?(?:(?:my|final|the)\s+)?(?:answers?|ans|solution)\s*(?:\*\*\s*)?[:.](?:\s*\*\*)?\s*(?=\S)/i

/** Three dots: what follows is the conclusion. */
const therefore = /^\s*(?:∴|\\therefore(?![a-z]))\s*/

/** A mark of a list before a formula between dollar signs, which has its own signs within. */
const lonelyMark = /^\s*[-*•]\s+(?=\$[^$]+\$\s*$|\\\([^\n]*\\\)\s*$)/

const comment = /[^\S\n]*(?<![\\\w&])(?:#|\/\/)[^\S\n]+([^\n]*)/g
/** MATLAB's, behind the end of a statement. */
const matlabComment = /;[^\S\n]*%+[^\S\n]*(?=\S)/g

/** A reason in words alone at the end. */
const lastReason = /,?\s+(?:since|because)\s+([a-z\s,'’-]+)\.?\s*$/i

/** Words that conclude something, or say of a value how it is. */
const concluding =
  /\b(?:so|hence|thus|then|therefore|must|really|both|all|only|instead|half|halv\w+|doubl\w+|twice|times|quadratic\w*|linear\w*|constant|grow\w*|squared?|swap\w*|transpos\w+|other|opposite|slower|faster|mean|variance|deviation|wrong)\b/i

const withoutLastReason = (text: string, { asked }: AnswerKey): string =>
  asked.length > 1
    ? text.replace(lastReason, (whole, reason: string) =>
        isHedging(reason) || concluding.test(reason) ? whole : '',
      )
    : text

const rate = /^(?:grows?\s+(?:as|like)\s+)?(?:\\?Theta|\\?Omega|[OΘΩ])\s*\(/

/** `1/sqrt(d)  # scale`: a comment that names what is asked for says nothing more; a class of growth in one is said. */
const withoutComments = (text: string, key: AnswerKey): string =>
  text.replaceAll(comment, (whole, said: string) => {
    if (rate.test(said)) return `\n${said}`
    return key.asked.length === 1 && nameOf(said, key) !== undefined ? '' : whole
  })

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** `(c)`, `2c)`, `Problem 2(c):` in front, where that is the part which is answered; `(c-i)` is its solution (i). */
const withoutPart = (text: string, { part = '', asked }: AnswerKey): string => {
  const [, number = '', letter = ''] = /^(\d+)\s*([a-z])$/.exec(part) ?? []
  if (letter === '') return text
  const [digits, sign] = [escaped(number), escaped(letter)]
  const own = new RegExp(
    `^\\s*(?:\\*\\*)?(?:(?:problem|question|exercise|part|q)\\.?\\s*)?(?:\\(?${digits}\\.?\\s*(?:\\(${sign}\\)|${sign}\\s*[.):])\\)?|\\(${sign}\\)|${sign}\\))[.:]?(?:\\*\\*)?[.:]?\\s*(?=\\S)`,
    'i',
  )
  const found = own.exec(text)?.[0]
  const solutions = asked.some(({ labels }) => labels.length > 0)
    ? text.replaceAll(new RegExp(`\\(${sign}[-.\\s]?([ivx]+)\\)`, 'gi'), '($1)')
    : text
  // `(a) … (b) …` counts the values.
  const next = String.fromCharCode(letter.charCodeAt(0) + 1)
  if (found === undefined || new RegExp(`(?:^|\\s)\\(?${next}\\)\\s`).test(text)) return solutions
  return text.slice(found.length)
}

const capitals = /(?<![\w\\])(?:SQRT|FLOOR|CEIL|LOG|EXP|Sqrt|Floor|Ceil)(?=\s*\()/g
const greekCapitals = /(?<![\w\\])(?:THETA|OMEGA)(?=\s*\()/g
const bigCross = /(?<=[)\]\d])\s*X\s*(?=[([]|[A-Z\d](?![\w]))/g

const squareHead = /(?<![\w\\])(?:Sqrt|Floor|Ceiling|Abs|Log|Exp|Min|Max)\[/

/** Mathematica's brackets: `Floor[(W - K)/S]` → `floor((W - K)/S)`. */
const inRoundBrackets = (text: string): string => {
  let out = text
  for (let found = squareHead.exec(out); found; found = squareHead.exec(out)) {
    const [head] = found
    const open = found.index + head.length - 1
    const length = closing(out.slice(open), '[]')
    if (length < 0) return out
    const name = head.slice(0, -1).toLowerCase().replace('ceiling', 'ceil')
    const inner = out.slice(open + 1, open + length)
    out = `${out.slice(0, found.index)}${name}(${inner})${out.slice(open + length + 1)}`
  }
  return out
}

const braced = /^\s*\{([^{}]+)\}\s*$/

/** `{a, b}` of values that are no vectors, and vectors that are columns, `[0, 1]ᵀ`. */
const withoutVectorSigns = (text: string, { asked }: AnswerKey): string => {
  if (asked.length > 1 && asked.every(({ quantity }) => isExpression(quantity.value)))
    return text.replace(braced, '$1')
  const areVectors = asked.every(
    ({ quantity: { value } }) => value.kind === 'tensor' && value.shape.length === 1,
  )
  return asked.length > 0 && areVectors
    ? text.replaceAll(/(?<=[\])])\s*(?:ᵀ|⊤|\^\s*\{?\s*(?:T|\\top|\\intercal)(?![a-z])\s*\}?)/g, '')
    : text
}

/** `\\text{ by }` between sizes. */
const wordSet = /\\text\s*\{\s*(by|and|x)\s*\}/g

/** Names of functions and the cross between sizes, typed in capitals. */
const inUsualCase = (text: string): string =>
  text
    .replaceAll(capitals, (name) => name.toLowerCase())
    .replaceAll(greekCapitals, (name) => `${name.charAt(0)}${name.slice(1).toLowerCase()}`)
    .replaceAll(bigCross, ' x ')

/** Several boxes frame several values. */
const withoutBoxes = (text: string): string => (text.split('\\boxed').length > 2 ? unboxed(text) : text)

/** An answer without what only frames it: a fence, a display, the part's own label, "Answer:". */
export const unwrapped = (written: string, key: AnswerKey): string => {
  const inside = withoutLastReason(
    withoutBoxes((fence.exec(written)?.[1] ?? written).replace(returned, '')).replaceAll(matlabComment, '\n'),
    key,
  )
  const plain = withoutSystems(withoutDisplays(inside.replace(display, '$1')), key)
    .replace(therefore, '')
    .replaceAll(solutionMark, (_, mark?: string) => (mark === undefined ? '' : `${mark} `))
  const bare = withoutPart(plain, key).replace(heading, '').replace(lonelyMark, '')
  const own = withoutVectorSigns(withoutComments(withoutPart(bare, key), key), key)
  return inUsualCase(inRoundBrackets(own)).replaceAll(wordSet, ' $1 ').trim()
}
