import { num, over } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import type { Line } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import { factorOf, numberAt, timesPattern } from './remark-numbers.ts'

/** What a line says that something is multiplied by, and where its subject and its object are to be looked for. */
export type Effect = {
  readonly from: number
  readonly to: number
  readonly by: Expression
  readonly says: string
  /** A stretch that names its subject by itself: "multiplies ¤ by 4". */
  readonly object?: readonly [number, number] | undefined
  /** "By 2", "only twice": of what was spoken of before. */
  readonly isElliptic: boolean
}

const soft =
  '(?:(?:only|just|exactly|precisely|even|about|roughly|approximately|nearly|almost|around|merely|over|also|now|more\\s+than|less\\s+than|a\\s+full)\\s+)*'
const copula = '(?:\\b(?:is|are|becomes?|gets?|costs?|takes?|needs?|be|was|grows?)\\s+)?'
const down = '(?:shrinks?|drops?|falls?|decreases?|goes\\s+down|(?:is|are)\\s+(?:reduced|lowered|cut))'
const up = '(?:grows?|increases?|rises?|goes\\s+up|changes?|(?:is|are)\\s+(?:increased|raised|enlarged))'
const factor = '(?:a|the)\\s+factor\\s+(?:of\\s+)?'
const number = `(?<times>${timesPattern})(?!\\s*[\\p{L}]*\\s*(?:layers?|pixels?))`
const object = '(?<object>(?:[\\p{L}-]+\\s+){0,5}?(?:[\\p{L}-]+|¤))'

const patterns: readonly (readonly [RegExp, (by: Expression, groups: Groups) => Expression])[] = [
  [/\b(?<change>doubles?|triples?|quadruples?|halves?|halve)\b(?!\s+(?:check|of)\b)/dgiu, (by) => by],
  [
    /\b(?:is|are|gets?|be|becomes?)\s+(?:(?:only|just|exactly|roughly|about|also|merely|therefore|thus|then)\s+)*(?<change>doubled|tripled|quadrupled|halved)\b/dgiu,
    (by) => by,
  ],
  [
    new RegExp(
      `${copula}${soft}(?:(?<change>twice|half)|${number}\\s+times)\\s+(?:as\\s+(?!many\\b)(?<adjective>\\p{L}+)|(?:more\\s+)?(?<comparative>expensive|costly|larger|bigger|higher|greater|wider|slower|dearer|smaller|cheaper|faster|lower)\\b)`,
      'dgiu',
    ),
    (by, { adjective, comparative }) => (isLess.test(adjective ?? comparative ?? '') ? over(num(1), by) : by),
  ],
  [
    new RegExp(`\\b(?:is|are|gets?|be)\\s+${soft}multiplied\\s+by\\s+(?:${factor})?${soft}${number}`, 'dgiu'),
    (by) => by,
  ],
  [
    new RegExp(`\\b(?:is|are|gets?|be)\\s+${soft}divided\\s+by\\s+(?:${factor})?${soft}${number}`, 'dgiu'),
    (by) => over(num(1), by),
  ],
  [new RegExp(`\\b${up}\\s+${soft}by\\s+${factor}${soft}${number}`, 'dgiu'), (by) => by],
  [new RegExp(`\\b${down}\\s+${soft}by\\s+${factor}${soft}${number}`, 'dgiu'), (by) => over(num(1), by)],
  [new RegExp(`\\bmultipl(?:ies|y)\\s+${object}\\s+by\\s+${soft}${number}`, 'dgiu'), (by) => by],
  [
    new RegExp(
      `\\bleaves?\\s+${object}\\s+(?:unchanged|unaffected|untouched|the\\s+same|as\\s+(?:it\\s+)?is)`,
      'dgiu',
    ),
    () => num(1),
  ],
  [new RegExp(`\\bdivides?\\s+${object}\\s+by\\s+${soft}${number}`, 'dgiu'), (by) => over(num(1), by)],
  [
    /\b(?:(?:stays?|remains?|is|keeps?)\s+(?:(?:exactly|simply|just)\s+)?(?:the\s+same|unchanged|unaffected|constant)|(?:does|do)\s*(?:not|n\s*['’]?\s*t)\s+change)\b/dgiu,
    () => num(1),
  ],
]
const isLess = /^(?:cheap|fast|quick|small|short|low|little|few|narrow)/i
const elliptic = new RegExp(
  `^\\s*,?\\s*${soft}(?:(?<change>twice|half)|by\\s+${soft}${number}|${number.replace('?<times>', '?<count>')}\\s+times)(?=\\s*(?:$|[.,;)]|and\\b))`,
  'diu',
)
const share = new RegExp(
  `^\\s*(?:,|means?|gives?|yields?|:)?\\s*${soft}(?:(?<change>twice|half)|${number}\\s+times)\\s+${object.replace('(?<object>', '(?<object>the\\s+')}(?=\\s*(?:$|[.,;)]))`,
  'diu',
)

type Groups = Readonly<Record<string, string | undefined>>

const effectOf = (
  found: RegExpExecArray,
  start: number,
  line: Line,
  analysis: Analysis,
  turn: (by: Expression, groups: Groups) => Expression,
  isElliptic: boolean,
): readonly Effect[] => {
  const groups: Groups = found.groups ?? {}
  const places = found.indices?.groups ?? {}
  const word = groups.times ?? groups.count
  const at = start + ((places.times ?? places.count)?.[0] ?? 0)
  const said =
    groups.change !== undefined
      ? factorOf(groups.change)
      : word === undefined
        ? num(1)
        : numberAt(word, at, line, analysis)
  if (!said || (said.kind === 'number' && said.value.n === 0n)) return []
  return [
    {
      from: start + found.index,
      to: start + found.index + found[0].length,
      by: turn(said, groups),
      says: found[0].trim(),
      object: places.object && [start + places.object[0], start + places.object[1]],
      isElliptic,
    },
  ]
}

/** What a stretch of a line's flow says that something is multiplied by. */
export const effectsIn = (line: Line, from: number, to: number, analysis: Analysis): readonly Effect[] => {
  const text = line.flow.slice(from, to)
  const short = elliptic.exec(text)
  if (short) return effectOf(short, from, line, analysis, (by) => by, true)
  const half = share.exec(text)
  if (half) return effectOf(half, from, line, analysis, (by) => by, false)
  return patterns
    .flatMap(([pattern, turn]) =>
      [...text.matchAll(pattern)].flatMap((found) => effectOf(found, from, line, analysis, turn, false)),
    )
    .sort((a, b) => a.from - b.from)
}
