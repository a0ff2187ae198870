import { minus, num, plus, substitute, sym, times } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { isExpression } from '../../exact/value.ts'
import type { Finding } from '../../model.ts'
import { freeSymbols, hasCall, resolve } from '../free-symbols.ts'
import { withText } from '../link-findings.ts'
import { sameScalar } from '../sameness.ts'
import { definitionsOf } from '../settings.ts'
import { shown } from '../shown.ts'
import type { Line } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Known, Vocabulary } from '../vocabulary.ts'
import { isAsserted } from './asserted.ts'
import { remarkFinding } from './remark-finding.ts'
import { numberAt } from './remark-numbers.ts'
import type { Subject } from './remark-subjects.ts'
import { subjectsAfter } from './remark-subjects.ts'
import { sizePattern, symbolMeant } from './remark-symbols.ts'

const number = (group: string): string =>
  `(?<${group}>an?|one|two|three|four|five|six|seven|eight|nine|ten|¤)`
const more = '(?:more|extra|additional|further|new)'
const cause = `(?:\\b(?:(?:increas|rais|enlarg)ing|(?:if|when)\\s+(?:you|we|one)\\s+(?:increase|raise|enlarge))\\s+(?<size>${sizePattern})\\s+by\\s+${number('step')}|\\b(?:each|every|an?|one)\\s+${more}\\s+(?<thing>layer|filter|channel|kernel)|\\bone\\s+(?:layer|filter|channel)\\s+more)`
const aside = '(?:\\s*\\([^()]{0,40}\\))?(?:\\s+(?:of|with|at)\\s+[\\p{L}\\s]{0,24}¤)?'
const gains = 'adds?|gains?|brings?|gives?(?:\\s+back)?|yields?|contributes?|means?|requires?'
const loses = 'costs?|removes?|loses?|takes?(?:\\s+away)?|eats?(?:\\s+up)?'
const units = 'columns?|rows?|pixels?|weights?|parameters?|bias(?:es)?'
const said = new RegExp(
  `${cause}${aside}\\s*,?\\s+(?:(?:you|we|one|it)\\s+)?(?:(?:only|also|just|always|exactly|therefore|thus)\\s+)*(?:(?<gains>${gains})|(?<loses>${loses})|(?<widens>widens|enlarges|extends|increases|raises|lengthens|reduces|shrinks|narrows)\\s+(?<object>(?:[\\p{L}-]+\\s+){0,4}?(?:[\\p{L}-]+|¤))\\s+by)\\s+(?:(?:only|just|exactly|another)\\s+)*${number('by')}(?:\\s+${more})?(?:\\s+(?<unit>${units}))?(?![\\p{L}])`,
  'dgiu',
)

const counted: Readonly<Record<string, RegExp>> = {
  column: /^out_width$/,
  row: /^out_height$/,
  pixel: /^receptive_field$/,
  weight: /^weights$/,
  parameter: /^parameters$/,
  bias: /^biases$/,
}
const symbolOfThing: Readonly<Record<string, string>> = { layer: 'L', filter: 'F', kernel: 'F', channel: 'C' }

/** What "columns" and "pixels" count. */
const countedBy = (unit: string, { known }: Vocabulary): readonly Subject[] => {
  const stem = Object.keys(counted).find((one) => unit.toLowerCase().startsWith(one))
  const name = stem === undefined ? undefined : counted[stem]
  return known.flatMap((one: Known): Subject[] => {
    const { name: own, value } = one.quantity
    return one.asked && name?.test(own) && isExpression(value) ? [{ known: one, values: [value] }] : []
  })
}

/** By how much a value changes in a step, where no rounding is left in it. */
const changeOf = (
  value: Expression,
  symbol: string,
  step: Expression,
  set: ReadonlyMap<string, Expression>,
): Expression | undefined => {
  const others = new Map([...set].filter(([name]) => name !== symbol))
  const own = resolve(value, others)
  if (!freeSymbols(own).has(symbol)) return num(0)
  const after = substitute(own, new Map([[symbol, plus(sym(symbol), step)]]))
  const change = minus(after, own)
  return hasCall(change, new Set(['floor', 'ceil'])) ? undefined : change
}

const findingsIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  [...line.flow.matchAll(said)].flatMap((found): Finding[] => {
    const groups = found.groups ?? {}
    const places = found.indices?.groups ?? {}
    const symbol =
      groups.size === undefined
        ? symbolOfThing[groups.thing?.toLowerCase() ?? /layer|filter|channel/i.exec(found[0])?.[0] ?? '']
        : symbolMeant(groups.size, places.size?.[0] ?? 0, line, analysis, vocabulary)
    const step = numberAt(groups.step ?? 'one', places.step?.[0] ?? 0, line, analysis)
    const by = numberAt(groups.by ?? '', places.by?.[0] ?? 0, line, analysis)
    if (symbol === undefined || !vocabulary.symbols.has(symbol) || !step || !by) return []
    const subjects =
      groups.object === undefined
        ? countedBy(groups.unit ?? '', vocabulary)
        : (subjectsAfter(line.flow, places.object?.[0] ?? 0, line, analysis, vocabulary) ?? [])
    const set = new Map(
      line.statements
        .flatMap((statement) => definitionsOf(statement, analysis.read))
        .map(({ symbol: name, value }) => [vocabulary.renamed.get(name) ?? name, value] as const),
    )
    const isLess = groups.loses !== undefined || /^(?:reduces|shrinks|narrows)/i.test(groups.widens ?? '')
    const claimed = isLess ? times(num(-1), by) : by
    const changes = subjects.flatMap(({ values }) =>
      values.map((value) => changeOf(value, symbol, step, set)),
    )
    const isFalse = (change: Expression | undefined): boolean =>
      change !== undefined && sameScalar(change, claimed) === false
    const end = places.by?.[0] ?? 0
    // What the cause supposes is no condition on the effect.
    const flow = `${line.flow.slice(0, found.index)}${' '.repeat(end - found.index)}${line.flow.slice(end)}`
    if (changes.length === 0 || !changes.every(isFalse) || !isAsserted({ ...line, flow }, end)) return []
    const [change] = changes
    const truth = change?.kind === 'number' ? shown(change) : undefined
    const claim = found[0].replace(/¤/g, '…').trim()
    return [
      remarkFinding(analysis, line, subjects[0], {
        claimed: claim,
        because: 'It changes by another amount.',
        ...withText('expected', truth),
      }),
    ]
  })

/** "Increasing P by one gives back one column": what one more of a size adds to a quantity, against its formula. */
export const incrementFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => findingsIn(line, analysis, vocabulary))
