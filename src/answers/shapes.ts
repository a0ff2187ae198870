import { splitOutside } from '../exact/split-outside.ts'
import type { AnswerKey, Asked } from './answer-key.ts'
import { namesIt } from './labels.ts'
import { withSizesPutIn } from './sizes-defined.ts'

/** Longer texts are working or prose. */
const longest = 2000

const sizesOfOutput = new WeakMap<AnswerKey, readonly Asked[]>()

/** The sizes of an output, where several are asked for. */
const sizesIn = (key: AnswerKey): readonly Asked[] => {
  const known = sizesOfOutput.get(key)
  if (known) return known
  const sizes = key.asked.filter(({ quantity: { name } }) => calledBy.has(name))
  const own = sizes.length > 1 ? sizes : []
  sizesOfOutput.set(key, own)
  return own
}

/** What the sizes of an output are called beside their signs. */
const calledBy: ReadonlyMap<string, RegExp> = new Map([
  ['out_width', /^(?:out(?:put)?[ _])?width$|^wide$/i],
  ['out_height', /^(?:out(?:put)?[ _])?height$|^(?:high|tall)$/i],
  [
    'out_channels',
    /^(?:number of )?(?:out(?:put)?[ _])?(?:channels?|depth)$|^deep$|^[CD](?:'|′|_\{?(?:2|o|out|\\(?:text|mathrm)\{out\})\}?)$/,
  ],
])

const sides: readonly RegExp[] = [
  /^(?<name>[^=:]{1,40}?)\s*[=:]\s*(?<value>.+)$/s,
  /^(?<name>width|height|depth|channels)\s+(?<value>\S.*)$/is,
  /^(?<value>.*\S)\s+(?<name>wide|high|tall|deep|channels)$/is,
]

type Size = { readonly of: Asked; readonly value: string }

/** `W_{out} = …`, `width …` and `… wide`: a size by its name. */
const sizeOf = (item: string, sizes: readonly Asked[]): Size | undefined => {
  for (const side of sides) {
    const { name = '', value = '' } = side.exec(item)?.groups ?? {}
    const of = sizes.find((one) => namesIt(name, one) || calledBy.get(one.quantity.name)?.test(name))
    if (of && value !== '') return { of, value: value.trim() }
  }
  return undefined
}

const between = /(?:[,;\n]|\\q?quad(?![a-z])|\sand\s)/y
const displayed = /\$|\\[()[\]]|(?<=,\s*)\\[ ,;:!]/g

/** Sizes by their names, each once, as one shape: `W' = …, H' = …, depth …`. */
const asShape = (text: string, sizes: readonly Asked[]): string | undefined => {
  const items = splitOutside(text.replaceAll(displayed, ' ').replace(/[\s.,;]+$/, ''), between)
  if (items.length !== sizes.length) return undefined
  const found = items.flatMap((item) => sizeOf(item, sizes) ?? [])
  const values = sizes.flatMap((one) => found.filter(({ of }) => of === one))
  const isEach = found.length === sizes.length && sizes.every((one) => found.some(({ of }) => of === one))
  return isEach ? values.map(({ value }) => `(${value})`).join(' x ') : undefined
}

const output =
  '(?:(?:the|its)\\s)?(?:out(?:put)?(?:\\s(?:shape|size|dimensions?))?|shape(?:\\sof\\sthe\\soutput)?|size|dimensions?)'
const mark = '(?:(?:\\(\\w{1,3}\\)|\\d[.)]|[-•*])\\s)?'
const sign =
  '(?:\\s?[:=](?:\\*\\*)?\\s?|\\s?\\|\\s?(?=[^\\s|])|\\sis\\s|\\s(?=[A-Z(\\[⌊$\\\\]|(?:width|height|floor|math)\\b))'
/** What stands in front of a shape: `(iii) output shape`, "It has size", "Pooling keeps the channels:". */
const heads: readonly RegExp[] = [
  new RegExp(
    `(?<=^|\\n|[;,]\\s|\\|\\s?|\\sand\\s)(?<mark>${mark})(?:\\*\\*)?${output}(?:\\*\\*)?(?<sign>${sign})`,
    'gi',
  ),
  /^(?<mark>)it\shas\s(?:the\s)?(?:shape|size)(?<sign>\s)/gi,
  /^(?<mark>)(?:(?:max\s)?pooling|it)\s(?:keeps|preserves)\sthe\s(?:number\sof\s)?(?:channels|depth)(?<sign>:\s)/gi,
]
const thinSpaces = /\\[,;:!](?!\s*\d)/g

/** Where the sizes of an output are asked for, a shape behind any word for it, and its sizes by their names, in one notation. */
export const withShapes = (written: string, key: AnswerKey): string => {
  const sizes = written.length > longest ? [] : sizesIn(key)
  if (sizes.length === 0) return written
  const text = withSizesPutIn(written.replaceAll(thinSpaces, ' '))
  const [head, ...others] = heads.flatMap((pattern) => [...text.matchAll(pattern)])
  if (!head || others.length > 0) {
    const whole = sizes.length === key.asked.length ? asShape(text, sizes) : undefined
    return whole === undefined ? text : `output: ${whole}`
  }
  const { mark = '', sign = '' } = head.groups ?? {}
  const rest = text.slice(head.index + head[0].length)
  const cell = sign.includes('|') ? rest.indexOf('|') : -1
  const [own, behind] = cell < 0 ? [rest, ''] : [rest.slice(0, cell), rest.slice(cell)]
  const called = / is /.test(sign) ? head[0] : `${mark}output${cell < 0 ? ': ' : ' | '}`
  return `${text.slice(0, head.index)}${called}${asShape(own, sizes) ?? own}${behind}`
}
