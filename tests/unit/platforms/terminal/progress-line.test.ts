import { expect, it } from 'vitest'
import { createProgressLine } from '../../../../src/platforms/terminal/progress-line.ts'
import { renderProgress } from '../../../../src/render/explanation-reply.ts'
import { renderBatchProgress } from '../../../../src/render/grading-reply.ts'

const progress = renderBatchProgress({
  id: 'abc234',
  set: 'hw4',
  students: 2,
  parts: 18,
  answers: 36,
  graded: 12,
  counts: { correct: 10, partial: 0, wrong: 2, convention: 0, person: 0 },
})

const written = (isTTY: boolean, columns: number, reply = progress): string[] => {
  const texts: string[] = []
  const line = createProgressLine({ write: (text: string) => texts.push(text), isTTY, columns })
  line.show(reply)
  line.clear()
  return texts
}

it('shows a reply in one line that is taken back, cut to the width', () => {
  const [shown, cleared] = written(true, 200)
  expect(shown).toBe(
    '\r\u001b[KGrading hw4 · 2 students × 18 parts · ▓▓▓▓▓░░░░░░░░░░ 12 of 36 · 10 correct · 2 wrong · 0 for a person',
  )
  expect(cleared).toBe('\r\u001b[K')
  expect([...(written(true, 40)[0] ?? '').replace('\r\u001b[K', '')]).toHaveLength(39)
})

it('says of an explanation what is being done', () => {
  const [shown] = written(true, 200, renderProgress('/conv', 'Reading the solution…'))
  expect(shown).toBe('\r\u001b[KExplaining /conv · Reading the solution…')
})

it('writes nothing into a pipe', () => {
  expect(written(false, 80)).toEqual([])
})
