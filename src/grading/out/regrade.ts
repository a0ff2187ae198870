import type { Was } from '../batch/earlier.ts'
import type { ResultRow } from '../batch/results.ts'
import type { Cell } from './csv.ts'
import type { Earlier } from './earlier.ts'

export const regradeHeadings = ['student', 'part', 'was', 'is', 'points were', 'points are', 'reason']

const pointsOf = ({ status, points }: Was): Cell => (status === 'person' ? '' : points)

export type Regrade = {
  /** What is another grade than it was. */
  changesOf(rows: readonly ResultRow[]): Promise<readonly (readonly Cell[])[]>
  /** What had a grade and has none any more, of students who are still there: nobody else is named again. */
  goneSince(): AsyncGenerator<readonly Cell[]>
}

/** Compares a grading with an earlier one, a page at a time. */
export const createRegrade = (earlier: Pick<Earlier, 'of' | 'goneSince'>): Regrade => ({
  async changesOf(rows) {
    const before = await earlier.of(rows)
    return rows.flatMap(({ identity: { student }, part, grade }, at) => {
      const was = before[at]
      if (was && was.status === grade.status && was.points === grade.points) return []
      const [status, points] = was ? [was.status, pointsOf(was)] : ['not graded', '']
      return [[student, part, status, grade.status, points, pointsOf(grade), grade.reason]]
    })
  },
  async *goneSince() {
    for await (const { student, part, was } of earlier.goneSince())
      yield [student, part, was.status, 'not graded', pointsOf(was), '', '']
  },
})
