import { describe, expect, it } from 'vitest'
import {
  renderBatchProgress,
  renderGraded,
  renderReading,
  renderStatus,
} from '../../../src/render/grading-reply.ts'
import type { Reply } from '../../../src/reply.ts'

const batch = {
  id: 'abc234',
  set: 'hw4',
  students: 300,
  parts: 18,
  answers: 5400,
  graded: 3912,
  counts: { correct: 3201, partial: 0, wrong: 655, convention: 31, person: 25 },
}
const textOf = ({ blocks }: Reply): string =>
  blocks.map((block) => (block.kind === 'code' ? block.text : block.runs.join(''))).join('\n')

describe('what a chat is told of a batch', () => {
  it('shows how far it is as the sketch of replies does', () => {
    const reply = renderBatchProgress({ ...batch, pace: { perSecond: 1240, secondsLeft: 1.2 } })
    expect(reply.title).toBe('Grading hw4 · 300 students × 18 parts')
    expect(textOf(reply)).toBe(
      '▓▓▓▓▓▓▓▓▓▓░░░░░ 3,912 of 5,400 · 1,240 a second · about 2 s left\n3,201 correct · 655 wrong · 31 other convention · 25 for a person',
    )
  })

  it('guesses nothing before the pace is known, and counts answers where not everybody gave all', () => {
    const reply = renderBatchProgress({ ...batch, students: 1, answers: 5, graded: 0 })
    expect(reply.title).toBe('Grading hw4 · 1 student, 5 answers')
    expect(textOf(reply)).toMatch(/^░{15} 0 of 5\n/)
  })

  it('is for who asked only', () => {
    const end = { ...batch, graded: 5400, summary: 'ok', files: [] }
    for (const reply of [
      renderReading('hw4', 0),
      renderBatchProgress(batch),
      renderGraded(end),
      renderStatus([], []),
    ])
      expect(reply.private).toBe(true)
  })

  it('cuts a long summary at a line, and leaves it out where not all is graded', () => {
    const summary = Array.from({ length: 200 }, (_, at) => `line ${at} of a long summary`).join('\n')
    const text = textOf(renderGraded({ ...batch, graded: 5400, summary, files: [] }))
    expect(text).toMatch(/of a long summary\n…$/)
    expect(text.length).toBeLessThan(3200)
    const part = renderGraded({ ...batch, summary, files: [] })
    expect(part.title).toBe('Cancelled: hw4 · 3,912 of 5,400')
    expect(textOf(part)).not.toContain('line 0')
  })

  it('says where files are that no message can hold', () => {
    const end = { ...batch, graded: 5400, summary: '', files: [], elsewhere: 'graded.csv is in /srv/exacta.' }
    expect(textOf(renderGraded(end))).toContain('/srv/exacta')
  })
})
