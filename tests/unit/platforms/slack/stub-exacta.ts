import type { Exacta } from '../../../../src/exacta.ts'
import type { CommandInfo } from '../../../../src/registry.ts'
import type { Reply } from '../../../../src/reply.ts'

export const CONV: CommandInfo = {
  name: 'conv',
  description: 'Convolution of two arrays',
  example: '/conv x:[[1,2],[3,4]] kernel:[[1,0],[0,-1]]',
  staff: false,
  fields: [
    { name: 'x', about: 'the input', example: '[[1,2],[3,4]]', required: true },
    { name: 'kernel', about: 'the kernel', example: '[[1,0],[0,-1]]', required: true },
    {
      name: 'mode',
      about: 'what is computed',
      example: 'convolution',
      required: false,
      choices: ['convolution', 'correlation'],
    },
  ],
}

export const reply = (changes: Partial<Reply> = {}): Reply => ({
  title: '/conv x 5×5 · kernel 3×3',
  tone: 'plain',
  blocks: [{ kind: 'code', text: '-40  -40  -40' }],
  actions: [
    { kind: 'explain', label: 'Explain' },
    { kind: 'step', label: 'Steps', step: 1, reveal: false },
    { kind: 'check', label: 'Check my answer' },
  ],
  files: [],
  private: false,
  source: '/conv x:[[1,2],[3,4]] kernel:[[1,0],[0,-1]]',
  ...changes,
})

export type Call = readonly [method: string, ...given: unknown[]]

/** Exacta as a surface sees it, with replies that tell what was asked; `answers` replaces single methods. */
export const stubExacta = (answers: Partial<Exacta> = {}): Exacta & { readonly calls: Call[] } => {
  const calls: Call[] = []
  const told = (source: string) => reply({ title: `answer to ${source}`, source })
  return {
    calls,
    commands: [CONV],
    async ask(text) {
      calls.push(['ask', text])
      return answers.ask?.(text) ?? told(text)
    },
    async answer(command, options) {
      calls.push(['answer', command, options])
      return answers.answer?.(command, options) ?? told(`/${command}`)
    },
    async step(source, step, reveal) {
      calls.push(['step', source, step, reveal])
      return answers.step?.(source, step, reveal) ?? reply({ title: `step ${step}`, source })
    },
    async explain(source, signal) {
      calls.push(['explain', source])
      return (
        answers.explain?.(source, signal) ?? reply({ title: `explained ${source}`, source, tone: 'green' })
      )
    },
    async check(source, text) {
      calls.push(['check', source, text])
      return answers.check?.(source, text) ?? reply({ title: `checked ${text}`, source, tone: 'red' })
    },
    problem: (source) => Promise.resolve(told(source)),
    draw: (request) => answers.draw?.(request) ?? Promise.resolve(undefined),
    complete: () => [],
    solve: () => Promise.reject(new Error('surfaces do not solve')),
  }
}
