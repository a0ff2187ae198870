import type { Finding } from '../model.ts'
import type { Side } from './elements.ts'
import type { Link, LinkContext } from './links.ts'
import { linksOf } from './links.ts'
import { symbolNamed } from './settings.ts'
import { shown } from './shown.ts'
import { areSizes } from './sizes.ts'
import { retractedBefore } from './spirals.ts'
import type { Line, Statement } from './statements.ts'
import { statementsOf } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import { localSettings } from './text-analysis.ts'
import type { Vocabulary } from './vocabulary.ts'
import { clauseBefore } from './wording.ts'

export type Span = { readonly from: number; readonly to: number }

const equationWords =
  /\b(?:set(?:s|ting)?|solv\w*|requir\w*|want\w*|need\w*|must|satisf\w*|constrain\w*|condition\w*|equat\w*|such that|so that|suppose|assum\w*|let|if|when|where|becomes? zero|stationar\w*|optim\w*|substitut\w*)\b|⇒/i

/** The next statement, or the sentence, makes an equation of this one: "…, so x = …", "setting …". */
const isSolved = (line: Line, statement: Statement): boolean => {
  if (equationWords.test(line.flow.replace(/⇒/g, ''))) return true
  const next = line.statements.find(({ at }) => at > statement.at)
  return next !== undefined && symbolNamed(next.sides[0]) !== undefined
}

const linkContext = (
  analysis: Analysis,
  vocabulary: Vocabulary,
  line: Line,
  statement: Statement,
): LinkContext => ({
  known: vocabulary.symbols,
  values: new Map([
    ...vocabulary.parameters,
    ...analysis.definitions,
    ...localSettings(analysis, line, statement),
  ]),
  equation: equationWords.test(clauseBefore(line.flow, statement.at)),
  solved: isSolved(line, statement),
})

/** "For a square layer ¤": an equation of a special case does not hold for all values. */
const ofCase = /\b(?:square|special|particular|cases?|equal|examples?|instance|e\.g|when|if|at|limit)\b/i

/** What is said of the sizes themselves: which is larger, which stays as it is. */
const supposed =
  /\b(?:assum\w*|suppos\w*|fix\w*|constant|treat\w*|bounded|dominat\w*|much|larger|smaller|proportional|since|with|given)\b|[<>≤≥≪≫]/i

const reasons: Readonly<Record<Link['of'], string>> = {
  numbers: 'The two sides of this equation are different numbers.',
  formulas: 'The two sides of this equation are not the same for all values.',
  never: 'The two sides of this equation are different, whatever the letters stand for.',
  growth: 'The left side does not grow like the class on the right.',
}

const clauseAround = (flow: string, { at, end }: Statement): string =>
  `${clauseBefore(flow, at)} ${flow.slice(end + 1).split(/[.;⏎¤]/)[0] ?? ''}`

const scale =
  /^\s*(?:hundred|thousand|million|billion|trillion|percent|%|dozens?|[kKMGT](?:i?[Bb]|W|Hz|FLOPs?)?\b|(?:kilo|mega|giga|tera|milli|micro|nano)\w*)/

/** "= 56 million": the word after the last number belongs to it. */
const isScaled = (line: Line, statement: Statement, right: Side): boolean =>
  statement.sides.at(-1) === right && scale.test(line.flow.slice(statement.end + 1))

/** "The left edge of row 1 = …": a number that tells which one. */
const numbersOf =
  /\b(?:rows?|columns?|entry|pixel|position|index|layer|step|level|stage|channel|filter|block|unit|case)\s+$/i
const isWhole = ({ text }: Side): boolean => /^\s*\d+\s*$/.test(text)

/** `T = 3c`, where nothing else is known of T: a definition holds of itself. */
const defines = ({ left }: Link, { definitions }: Analysis, { symbols }: Vocabulary): boolean => {
  const name = symbolNamed(left)
  return name !== undefined && definitions.has(name) && !symbols.has(name)
}

/** The values of a definition by cases, each a chain of its own: `2^{-n}(1 + 2 + 4) = 7·2^{-n}`. */
const rowsOf = ({ sides }: Statement): readonly Statement[] =>
  sides.flatMap((side) =>
    side.kind === 'cases' ? side.rows.flatMap(({ value }) => statementsOf(value)) : [],
  )

/** Whether a link holds or not by itself, whatever is supposed. */
const isArithmetic = (link: Link): boolean => link.of === 'numbers' || link.of === 'never'

export const linkFindings = (
  analysis: Analysis,
  vocabulary: Vocabulary,
): { findings: Finding[]; confirmed: Span[] } => {
  const findings: Finding[] = []
  const confirmed: Span[] = []
  for (const line of analysis.lines)
    for (const statement of line.statements) {
      const context = linkContext(analysis, vocabulary, line, statement)
      const chains = [statement, ...rowsOf(statement)].filter(({ signs }) => signs.length > 0)
      for (const link of chains.flatMap((chain) => linksOf(chain, analysis.read, context))) {
        if (link.holds) {
          if (!defines(link, analysis, vocabulary))
            confirmed.push({ from: link.left.from, to: link.right.to })
        } else if (isScaled(line, statement, link.right)) continue
        // `(k² × m²)(m² × 1) = k² × 1` tells sizes.
        else if (areSizes(link.left) || areSizes(link.right)) continue
        else if (numbersOf.test(line.flow.slice(0, statement.at)) && isWhole(link.left)) continue
        else if (!isArithmetic(link) && ofCase.test(clauseAround(line.flow, statement))) continue
        else if (link.of === 'growth' && supposed.test(line.flow)) continue
        else if (
          (isArithmetic(link) ? analysis.arithmeticStance : analysis.stance)(line, statement) === 'claim' &&
          !retractedBefore(analysis.lines, line)
        ) {
          const [left, right] = [analysis.read(link.left), analysis.read(link.right)]
          findings.push({
            kind: 'disagrees',
            quote: analysis.source.slice(link.left.from, Math.max(link.right.to, link.left.to)),
            at: link.left.from,
            ...withText('claimed', shown(right)),
            ...withText('expected', shown(left)),
            because: reasons[link.of],
          })
        }
      }
    }
  return { findings, confirmed }
}

export const withText = (
  name: 'quantity' | 'claimed' | 'expected' | 'because',
  text: string | undefined,
): Partial<Finding> => (text === undefined ? {} : { [name]: text })
