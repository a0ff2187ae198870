import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/errors.ts'
import type { PictureRequest } from '../../src/picture.ts'
import { createExacta } from '../../src/pipeline.ts'
import { isTopic, loadRegistry, writeCall } from '../../src/registry.ts'
import { draw } from '../../src/render/picture/draw.ts'
import type { Reply } from '../../src/reply.ts'

const registry = await loadRegistry()
const asked: PictureRequest[] = []

const exacta = createExacta({
  registry,
  sets: [],
  sandbox: {
    solve: async (command, input) => {
      const entry = registry.get(command)
      if (!entry || !isTopic(entry.command)) throw new InputError('syntax', 'no such topic')
      return entry.command.solver.solve(entry.command.solver.input.parse(input))
    },
    warm: async () => undefined,
    stop: async () => undefined,
  },
  // Pictures that are never done: no reply may wait for one.
  pictures: {
    draw: (request) => {
      asked.push(request)
      return new Promise(() => undefined)
    },
    stop: async () => undefined,
  },
  log: { info() {}, warn() {}, error() {}, debug() {} },
  now: () => new Date(0),
  mostEntries: 4096,
})

const examples = [...registry].flatMap(([name, { command }]) =>
  isTopic(command)
    ? command.solver.examples.map(({ says, input }) => [name, says, writeCall(name, input)] as const)
    : [],
)

const refused = async ({ drawing }: PictureRequest): Promise<string | undefined> =>
  draw(drawing.kind === 'figure' ? { ...drawing, animated: false } : drawing).then(
    () => undefined,
    (error: unknown) => String(error),
  )

describe('every example of every topic has pictures that can be drawn', () => {
  test.each(examples)('/%s: %s', async (_name, _says, call) => {
    const reply: Reply = await exacta.ask(call)
    expect(reply.pictures).not.toEqual([])
    const pictures = [
      ...(reply.pictures ?? []),
      ...((await exacta.step(call, 1, true)).pictures ?? []),
      ...((await exacta.check(call, 'The answer is 123456789.')).pictures ?? []),
    ]
    expect(await Promise.all(pictures.map(refused))).toEqual(pictures.map(() => undefined))
    for (const { alt } of pictures) {
      expect(alt).not.toMatch(/undefined|NaN|\[object/)
      expect(alt.length).toBeGreaterThan(20)
      expect(alt.length).toBeLessThanOrEqual(1024)
    }
    expect(asked).toEqual([])
  })
})

test.each([
  ['a value of CJK and emoji', '/calc expression:卷积+😀'],
  ['forty thousand characters', `/calc expression:${'1+'.repeat(20_000)}1`],
  [
    'a matrix of 64 × 64',
    `/conv x:${JSON.stringify(Array.from({ length: 64 }, () => new Array(64).fill(7)))} kernel:[[1]]`,
  ],
])('%s leaves the text as it is', async (_, call) => {
  const reply = await exacta.ask(call)
  expect(reply.title).not.toBe('')
  for (const request of reply.pictures ?? []) expect((await refused(request)) ?? '').toMatch(/^$|NotDrawable/)
})
