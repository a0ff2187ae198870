import type { ProblemSet } from '../../sets/problem-set.ts'
import type { ResultRow } from '../batch/results.ts'
import type { Status } from '../grade/grade-answer.ts'

type Item = {
  readonly counts: Record<Status, number>
  points: number
  readonly misconceptions: Map<string, number>
  readonly conventions: Map<string, number>
}

/** What is said of a class: totals and, for each part, how it was answered. */
export type Summary = {
  add(row: ResultRow): void
  addTotal(points: number, complete: boolean): void
  text(): string
}

const bins = 10

export const createSummary = (set: ProblemSet): Summary => {
  const items = new Map<string, Item>()
  const most = set.parts.reduce((sum, { points }) => sum + points, 0)
  const histogram = Array.from({ length: bins }, () => 0)
  let [students, waiting] = [0, 0]
  return {
    add({ part, grade }) {
      const item = items.get(part) ?? emptyItem()
      items.set(part, item)
      item.counts[grade.status] += 1
      item.points += grade.points
      count(item.misconceptions, grade.misconception)
      count(item.conventions, grade.convention)
    },
    addTotal(points, complete) {
      students += 1
      if (!complete) waiting += 1
      const bin = most === 0 ? 0 : Math.min(bins - 1, Math.floor((points / most) * bins))
      histogram[bin] = (histogram[bin] ?? 0) + 1
    },
    text: () =>
      [
        `${set.title}: ${students} students, ${sum(items, () => true)} answers, ${sum(items, (s) => s === 'person')} for a person`,
        `Correct ${sum(items, (s) => s === 'correct')}, partly ${sum(items, (s) => s === 'partial')}, wrong ${sum(items, (s) => s === 'wrong')}.`,
        ...(waiting > 0
          ? [`Students with answers that a person still judges: ${waiting}; those answers count 0 here.`]
          : []),
        '',
        ...histogramLines(histogram, most),
        '',
        ...itemLines(set, items),
        '',
        ...commonLines(items),
        '',
      ].join('\n'),
  }
}

const emptyItem = (): Item => ({
  counts: { correct: 0, partial: 0, wrong: 0, person: 0 },
  points: 0,
  misconceptions: new Map(),
  conventions: new Map(),
})

const count = (counts: Map<string, number>, what: string | undefined): void => {
  if (what !== undefined) counts.set(what, (counts.get(what) ?? 0) + 1)
}

const sum = (items: ReadonlyMap<string, Item>, wanted: (status: Status) => boolean): number =>
  [...items.values()].reduce(
    (total, { counts: { correct, partial, wrong, person } }) =>
      total +
      (wanted('correct') ? correct : 0) +
      (wanted('partial') ? partial : 0) +
      (wanted('wrong') ? wrong : 0) +
      (wanted('person') ? person : 0),
    0,
  )

const barWidth = 40

const histogramLines = (histogram: readonly number[], most: number): readonly string[] => {
  const highest = Math.max(1, ...histogram)
  return [
    `Points of ${most}        students`,
    ...histogram.map((students, at) => {
      const range = `${((at * most) / bins).toFixed(1)}–${(((at + 1) * most) / bins).toFixed(1)}`
      return `${range.padStart(12)}  ${String(students).padStart(7)}  ${'█'.repeat(Math.round((students / highest) * barWidth))}`.trimEnd()
    }),
  ]
}

const total = ({ counts }: Item): number => counts.correct + counts.partial + counts.wrong + counts.person

/** The hardest part first: the smallest share of its points among the answers that are decided. */
const itemLines = (set: ProblemSet, items: ReadonlyMap<string, Item>): readonly string[] => {
  const rows = set.parts.flatMap(({ part, points }) => {
    const item = items.get(part)
    if (!item) return []
    const decided = total(item) - item.counts.person
    return [
      { part, item, share: decided === 0 || points === 0 ? undefined : item.points / (decided * points) },
    ]
  })
  const sorted = rows.toSorted((a, b) => (a.share ?? 2) - (b.share ?? 2))
  const percent = (share: number | undefined): string =>
    share === undefined ? '–' : `${(share * 100).toFixed(0)} %`
  return [
    'Part    points  correct  partial    wrong   person   (hardest first)',
    ...sorted.map(
      ({ part, item: { counts }, share }) =>
        part.padEnd(8) +
        percent(share).padStart(6) +
        [counts.correct, counts.partial, counts.wrong, counts.person]
          .map((n) => String(n).padStart(9))
          .join(''),
    ),
  ]
}

const commonLines = (items: ReadonlyMap<string, Item>): readonly string[] => {
  const all = [...items].flatMap(([part, { misconceptions, conventions }]) => [
    ...[...misconceptions].map(([says, times]) => ({ part, says, times })),
    ...[...conventions].map(([says, times]) => ({ part, says: `Another convention: ${says}`, times })),
  ])
  if (all.length === 0) return ['No known misconception was found.']
  return [
    'Most common misconceptions',
    ...all
      .toSorted((a, b) => b.times - a.times)
      .slice(0, 10)
      .map(({ part, says, times }) => `${String(times).padStart(6)}  ${part}: ${says}`),
  ]
}
