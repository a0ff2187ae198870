import { afterAll, describe, expect, it } from 'vitest'
import type { Solution } from '../../src/model.ts'
import { discordMessage } from '../../src/platforms/discord/message.ts'
import { createMemory } from '../../src/platforms/discord/source.ts'
import { slackMessage } from '../../src/platforms/slack/message.ts'
import { renderTerminal } from '../../src/platforms/terminal/render.ts'
import { isTopic, loadRegistry, writeCall } from '../../src/registry.ts'
import { answerBlock } from '../../src/render/solution-reply.ts'
import { solutionJson } from '../../src/serialize.ts'
import { start } from '../../src/start.ts'

const { exacta, stop } = await start({ logLevel: 'silent' })
afterAll(() => stop())

const cases = [...(await loadRegistry())].flatMap(([name, { command }]) =>
  isTopic(command) ? command.solver.examples.map(({ says, input }) => ({ name, says, input })) : [],
)

/** Letters, digits and signs alone: surfaces differ in spacing and line breaks only. */
const bare = (text: string): string => text.replaceAll(/[\s\u200b]+/g, '')

const stringsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsOf)
}

const linesOf = ({ answers }: Solution): string[] => answerBlock(answers).text.split('\n').map(bare)

describe.each(cases)('/$name: $says', ({ name, input }) => {
  it('has the same answers by text, by options, by JSON, and on every surface', async () => {
    const solution = await exacta.solve(name, input)
    const typed = await exacta.ask(writeCall(name, input))
    const chosen = await exacta.answer(
      name,
      Object.fromEntries(
        Object.entries(input).map(([k, v]) => [k, typeof v === 'string' ? v : JSON.stringify(v)]),
      ),
    )
    expect(typed).toEqual(chosen)
    expect(typed.private, JSON.stringify(typed.blocks)).toBe(false)
    const again = await exacta.solve(name, JSON.parse(JSON.stringify(input)))
    expect(solutionJson(again)).toEqual(solutionJson(solution))
    const shown = {
      terminal: renderTerminal(typed, { color: false, width: 400 }),
      discord: stringsOf(discordMessage(typed, { remember: createMemory().remember })).join('\n'),
      slack: stringsOf(slackMessage(typed)).join('\n'),
    }
    for (const [surface, text] of Object.entries(shown))
      for (const line of linesOf(solution)) expect(bare(text), surface).toContain(line)
  })
})
