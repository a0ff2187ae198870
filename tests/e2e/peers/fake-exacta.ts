import type { Exacta } from '../../../src/exacta.ts'
import type { Reply } from '../../../src/reply.ts'

export const reply = (title: string, extra: Partial<Reply> = {}): Reply => ({
  title,
  tone: 'plain',
  blocks: [],
  actions: [],
  files: [],
  private: false,
  ...extra,
})

export type Asked = readonly [method: string, ...given: readonly unknown[]]

const source = '/conv x:[[1,2],[3,4]] kernel:[[1,0],[0,-1]]'

const answer = reply('/conv x 2×2 · kernel 2×2', {
  blocks: [{ kind: 'code', text: 'y = [ 3 ]' }],
  actions: [
    { kind: 'explain', label: 'Explain' },
    { kind: 'step', label: 'Steps', step: 1, reveal: false },
    { kind: 'check', label: 'Check my answer' },
  ],
  source,
})

const step = (from: string, at: number, reveal: boolean): Reply =>
  reply(`Step ${at} of 2`, {
    blocks: [{ kind: 'text', runs: [reveal ? '4 − 1 = 3' : 'Which product comes first?'] }],
    actions: [
      reveal
        ? { kind: 'step', label: 'Next step', step: at + 1, reveal: false }
        : { kind: 'step', label: 'Show this step’s value', step: at, reveal: true },
    ],
    source: from,
  })

/** A pipeline that records what it is asked and answers at once with fixed replies; for tests of the transport alone. */
export const fakeExacta = (
  overrides: Partial<Exacta> = {},
): { readonly exacta: Exacta; readonly asked: Asked[] } => {
  const asked: Asked[] = []
  const note = <T>(given: Asked, value: T): Promise<T> => {
    asked.push(given)
    return Promise.resolve(value)
  }
  const field = { name: 'x', about: 'The input', example: '[[1,2],[3,4]]', required: true }
  const conv = { name: 'conv', description: 'Convolution', fields: [field], example: source, staff: false }
  const exacta: Exacta = {
    commands: [conv],
    ask: (text) => note(['ask', text], answer),
    answer: (command, options) => note(['answer', command, options], answer),
    step: (from, at, reveal) => note(['step', from, at, reveal], step(from, at, reveal)),
    explain: (from) =>
      note(['explain', from], reply('1 of 9 claims disagrees', { tone: 'red', source: from })),
    check: (from, text) => note(['check', from, text], reply('Agrees', { tone: 'green', source: from })),
    problem: (from) => note(['problem', from], reply('A problem', { source: from })),
    draw: () => Promise.resolve(undefined),
    complete: () => [],
    solve: () => Promise.reject(new Error('not for surfaces')),
    ...overrides,
  }
  return { exacta, asked }
}
