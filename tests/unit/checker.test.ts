import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { checkHere, createChecker } from '../../src/checker.ts'
import { isTopic, loadRegistry } from '../../src/registry.ts'
import { reference, solve } from '../labelled-rows.ts'
import { fakeLog } from './explain/fake-model.ts'

const { log, lines } = fakeLog()
const checker = createChecker({ log })
afterAll(() => checker.stop())

const known = [reference('xavier', { fan_in: 784, fan_out: 256, scheme: 'glorot' })]
const text = 'The variance is $2/(784 + 256) = 1/520$. So $2 + 2 = 5$. And '

describe('the thread that checks', () => {
  it('finds what is found here, of every topic', async () => {
    for (const [command, { command: topic }] of await loadRegistry()) {
      if (!isTopic(topic) || topic.solver.sandboxed) continue
      const references = [{ command, solution: solve(command, topic.solver.examples[0]?.input) }]
      const says = `So ${references[0]?.solution.answers.map(({ symbol }) => `$${symbol} = 3$`).join(', ')}. And `
      expect(await checker.judge(says, [], references), command).toEqual(
        await checkHere.judge(says, [], references),
      )
    }
    expect(await checker.grow(text, known)).toEqual(await checkHere.grow(text, known))
  })

  it('keeps this thread free meanwhile', async () => {
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    })
    const long = 'We get $y = 1 + 2 + 3 \\cdot 4 / 5$, and $z = (a + b)^9 = 3$. '.repeat(60)
    await checker.judge(long, [], known)
    clearInterval(timer)
    expect(turns).toBeGreaterThan(3)
  })

  it('judges whole texts before it looks at those that are still written', async () => {
    const order: string[] = []
    const done = (what: string) => () => order.push(what)
    await Promise.all([
      checker.grow(text, known).then(done('running')),
      checker.grow(text, known).then(done('growing')),
      checker.judge(text, [], known).then(done('whole')),
    ])
    expect(order).toEqual(['running', 'whole', 'growing'])
  })

  it('remembers what it is about, and can be told of more than it keeps', async () => {
    const many = Array.from({ length: 40 }, (_, at) => [
      reference('xavier', { fan_in: 784 + at, fan_out: 256, scheme: 'glorot' }),
    ])
    for (const references of [...many, ...many.slice(0, 3)]) {
      const symbol = references[0]?.solution.answers[0]?.symbol
      const says = `So $${symbol} = 2/(784 + 256)$.`
      expect(await checker.judge(says, [], references)).toEqual(await checkHere.judge(says, [], references))
    }
  })
})

describe('a check that does not come back', () => {
  it('gives no verdict, and the next one is done', async () => {
    const impatient = createChecker({ log, timeoutMs: 1 })
    expect(await impatient.judge(text, [], known)).toBeUndefined()
    expect(await impatient.grow(text, known)).toBeUndefined()
    expect(lines).toMatchObject([{ level: 'error' }, { level: 'error' }])
    await impatient.stop()
  })

  it('is given up after ten parts of its time, of which a process that is held up takes one', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const patient = createChecker({ log, timeoutMs: 1000 })
    const answer = patient.judge(text, [], known)
    vi.advanceTimersByTime(900)
    expect((await answer)?.verdict).toBe('disagrees')
    const lost = patient.judge(text, [], known)
    vi.advanceTimersByTime(1000)
    expect(await lost).toBeUndefined()
    await patient.stop()
  })

  it('nor is one that cannot be handed over', async () => {
    const [one] = known
    const bad = [{ ...one, solution: { ...one?.solution, answers: [() => 3] } }] as never
    expect(await checker.judge(text, [], bad)).toBeUndefined()
    expect((await checker.judge(text, [], known))?.verdict).toBe('disagrees')
  })

  it('nor is one asked for when all is over', async () => {
    const over = createChecker({ log })
    const running = over.judge(text, [], known)
    await over.stop()
    expect(await running).toBeUndefined()
    expect(await over.judge(text, [], known)).toBeUndefined()
  })
})
