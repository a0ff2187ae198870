import type { ClassDrawing } from '../../picture.ts'
import type { ProblemSet } from '../../sets/problem-set.ts'
import type { ResultRow } from '../batch/results.ts'
import type { Status } from '../grade/grade-answer.ts'
import { summaryText } from './summary-text.ts'

type Counts = Record<Status, number>
type Item = { readonly counts: Counts; points: number; readonly slips: Map<string, number> }

/** What is known of a class when all is counted. */
export type ClassSummary = Omit<ClassDrawing, 'kind'> & {
  readonly students: number
  /** Students with answers that a person still judges. */
  readonly waiting: number
  readonly totals: Readonly<Counts>
}

/** What is said of a class: totals and, for each part, how it was answered. */
export type Summary = {
  add(row: ResultRow): void
  addTotal(points: number, complete: boolean): void
  result(): ClassSummary
  text(): string
}

const bins = 10

export const createSummary = (set: ProblemSet): Summary => {
  const items = new Map<string, Item>()
  const most = set.parts.reduce((sum, { points }) => sum + points, 0)
  const histogram = Array.from({ length: bins }, () => 0)
  const totals = noCounts()
  let [students, waiting] = [0, 0]
  const result = (): ClassSummary => ({
    heading: set.title,
    most,
    histogram,
    students,
    waiting,
    totals,
    parts: partsOf(set, items),
    slips: slipsOf(items),
  })
  return {
    add({ part, grade }) {
      const item = items.get(part) ?? { counts: noCounts(), points: 0, slips: new Map() }
      items.set(part, item)
      totals[grade.status] += 1
      item.counts[grade.status] += 1
      item.points += grade.points
      count(item.slips, grade.misconception)
      count(
        item.slips,
        grade.convention === undefined ? undefined : `Another convention: ${grade.convention}`,
      )
    },
    addTotal(points, complete) {
      students += 1
      if (!complete) waiting += 1
      const bin = most === 0 ? 0 : Math.min(bins - 1, Math.floor((points / most) * bins))
      histogram[bin] = (histogram[bin] ?? 0) + 1
    },
    result,
    text: () => summaryText(result()),
  }
}

const noCounts = (): Counts => ({ correct: 0, partial: 0, wrong: 0, person: 0 })

const count = (counts: Map<string, number>, what: string | undefined): void => {
  if (what !== undefined) counts.set(what, (counts.get(what) ?? 0) + 1)
}

/** The hardest part first: the smallest share of its points among the answers that are decided. */
const partsOf = (set: ProblemSet, items: ReadonlyMap<string, Item>): ClassSummary['parts'] =>
  set.parts
    .flatMap(({ part, points }) => {
      const item = items.get(part)
      if (!item) return []
      const { correct, partial, wrong } = item.counts
      const decided = correct + partial + wrong
      const share = decided === 0 || points === 0 ? {} : { share: item.points / (decided * points) }
      return [{ part, counts: item.counts, ...share }]
    })
    .toSorted((a, b) => (a.share ?? 2) - (b.share ?? 2))

const slipsOf = (items: ReadonlyMap<string, Item>): ClassSummary['slips'] =>
  [...items]
    .flatMap(([part, { slips }]) => [...slips].map(([says, times]) => ({ part, says, times })))
    .toSorted((a, b) => b.times - a.times)
    .slice(0, 10)
