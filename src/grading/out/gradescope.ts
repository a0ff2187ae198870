import { join } from 'node:path'
import type { ProblemSet } from '../../sets/problem-set.ts'
import type { ScoreRow } from '../batch/results.ts'
import { type Feedback, shownFeedback } from '../feedback/feedback.ts'

const opening = 'Graded exactly: '

/** A student's `results.json` as Gradescope's autograder takes it; an answer for a person has no score yet. */
export const gradescopeResults = (set: ProblemSet, rows: readonly ScoreRow[]): object => {
  const waiting = rows.filter(({ grade }) => grade.status === 'person').length
  return {
    output:
      waiting === 0
        ? `${opening}${set.title}.`
        : `${opening}${set.title}. ${waiting} of ${rows.length} answers wait for a person.`,
    tests: set.parts.flatMap(({ part, points }) => {
      const row = rows.find((one) => one.part === part)
      if (!row) return []
      const { status, reason, points: score } = row.grade
      const decided = status === 'person' ? {} : { score, status: status === 'correct' ? 'passed' : 'failed' }
      return [
        {
          name: part,
          number: part,
          max_score: points,
          ...decided,
          output: row.feedback ? `${reason}\n\n${feedbackNote(row.feedback)}` : reason,
          visibility: 'after_published',
        },
      ]
    }),
    score: rows.reduce((sum, { grade }) => sum + grade.points, 0),
    visibility: 'after_published',
  }
}

/** What is withheld is for the staff, who has it in the table. */
const feedbackNote = (feedback: Feedback): string =>
  feedback.state === 'withheld'
    ? 'Feedback: withheld, since it did not pass the check against the solver.'
    : `Feedback (a model wrote it; the grade is not its): ${shownFeedback(feedback)}`

/** Whether a `results.json` is one of these: other graders write files of that name too. */
export const isOurs = (text: string): boolean => {
  try {
    const results: unknown = JSON.parse(text)
    const output = typeof results === 'object' && results !== null && 'output' in results && results.output
    return typeof output === 'string' && output.startsWith(opening)
  } catch {
    return false
  }
}

/** `<student>/results.json` and what it says. */
export const gradescopeFile = (
  set: ProblemSet,
  rows: readonly ScoreRow[],
): readonly (readonly [path: string, text: string])[] => {
  const [first] = rows
  if (!first) return []
  const text = `${JSON.stringify(gradescopeResults(set, rows), null, 1)}\n`
  return [[join(folderOf(first), 'results.json'), text]]
}

/** A student's name may hold anything; what a folder's name cannot is told apart by a digest. */
export const folderOf = ({
  identity: { student },
  student: digest,
}: Pick<ScoreRow, 'identity' | 'student'>): string => {
  const safe = student.replaceAll(/[^\p{L}\p{N}@._-]/gu, '_').slice(0, 80)
  return safe === student && !/^\.+$/.test(safe)
    ? safe
    : `${safe.replaceAll(/^\.+/g, '_')}-${digest.slice(0, 10)}`
}
