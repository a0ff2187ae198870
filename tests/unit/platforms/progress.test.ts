import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createProgress } from '../../../src/platforms/progress.ts'
import { renderProgress } from '../../../src/render/explanation-reply.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const state = (says: string) => renderProgress('/conv', says)

const showing = (edit: (says: string) => Promise<unknown> = async () => undefined) => {
  const shown: string[] = []
  const progress = createProgress(async (reply) => {
    const [block] = reply.blocks
    const [run] = block?.kind === 'text' ? block.runs : []
    const says = typeof run === 'object' && 'emphasis' in run ? run.emphasis : ''
    shown.push(says)
    return edit(says)
  }, 1000)
  return { progress, shown, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) }
}

it('shows the first state at once, then the latest one at the platform’s pace, and none twice', async () => {
  const { progress, shown, pass } = showing()
  progress.show(state('one'))
  expect(shown).toEqual([])
  progress.begin()
  progress.show(state('one'))
  for (const says of ['two', 'three', 'four']) progress.show(state(says))
  await pass(0)
  expect(shown).toEqual(['one'])
  await pass(999)
  expect(shown).toEqual(['one'])
  await pass(1)
  expect(shown).toEqual(['one', 'four'])
  progress.show(state('four'))
  await pass(5000)
  expect(shown).toEqual(['one', 'four'])
})

it('tries again later what could not be shown now, unless there is something newer', async () => {
  let busy = true
  const { progress, shown, pass } = showing(async () => !busy)
  progress.begin()
  progress.show(state('one'))
  await pass(1000)
  expect(shown).toEqual(['one', 'one'])
  progress.show(state('two'))
  busy = false
  await pass(1000)
  await pass(5000)
  expect(shown).toEqual(['one', 'one', 'two'])
})

it('goes on where an edit fails, and keeps nobody waiting at its end', async () => {
  const { progress, shown, pass } = showing(async (says) => {
    if (says === 'one') throw new Error('gone')
  })
  progress.begin()
  progress.show(state('one'))
  progress.show(state('two'))
  await pass(1000)
  expect(shown).toEqual(['one', 'two'])
  progress.show(state('three'))
  await progress.end()
  progress.show(state('four'))
  await pass(5000)
  expect(shown).toEqual(['one', 'two'])
})
