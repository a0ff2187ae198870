import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slackMessage } from '../../../../src/platforms/slack/message.ts'
import { createReferences } from '../../../../src/platforms/slack/reference.ts'
import type { Block, Reply, Run } from '../../../../src/reply.ts'
import { messageBreaches } from '../../../e2e/peers/slack-limits.ts'
import { reply } from './stub-exacta.ts'

/** Every text shown, in order, as Slack shows it: rich text elements are literal. */
const shown = (message: ReturnType<typeof slackMessage>): string => {
  const collect = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(collect).join('')
    if (typeof value !== 'object' || value === null) return ''
    if ('type' in value && value.type === 'text' && 'text' in value) return String(value.text)
    return 'elements' in value ? collect(value.elements) : ''
  }
  return collect(message.blocks)
}

const valuesOf = (message: ReturnType<typeof slackMessage>): string[] =>
  message.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((each) => ('value' in each && each.value ? [each.value] : []))
      : [],
  )

const hostile = fc.constantFrom(
  '<!channel>',
  '<!here|x>',
  '<@U1234>',
  '<https://evil.example|Grades>',
  '*bold* _it_ ~no~ `code` ```',
  ':tada:',
  '&lt;!channel&gt;',
  '@everyone',
  '\n',
  '−40',
  '𝑥',
)
const text = fc.oneof(
  hostile,
  fc.string({ unit: 'grapheme' }),
  fc.string({ minLength: 2900, maxLength: 7000 }),
)
const run: fc.Arbitrary<Run> = fc.oneof(
  text,
  text.map((strong) => ({ strong })),
  text.map((emphasis) => ({ emphasis })),
  text.map((code) => ({ code })),
  text.map((struck) => ({ struck })),
)
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.array(run, { maxLength: 6 }).map((runs) => ({ kind: 'text' as const, runs })),
  fc.array(run, { maxLength: 6 }).map((runs) => ({ kind: 'quote' as const, runs })),
  text.map((code) => ({ kind: 'code' as const, text: code })),
)
const anyReply: fc.Arbitrary<Reply> = fc
  .record({
    title: fc.string({ minLength: 1, maxLength: 4000 }),
    tone: fc.constantFrom('plain', 'green', 'amber', 'red', 'grey'),
    blocks: fc.array(block, { maxLength: 80 }),
    label: fc.string({ minLength: 1, maxLength: 200 }),
    source: fc.string({ minLength: 1, maxLength: 6000 }),
    private: fc.boolean(),
  })
  .map(({ label, ...rest }) => ({
    ...rest,
    files: [],
    actions: [
      { kind: 'explain', label },
      { kind: 'step', label, step: 2, reveal: true },
      { kind: 'step', label, step: 3, reveal: false },
      { kind: 'check', label },
    ],
  }))

describe('slackMessage', () => {
  test('stays within every limit of Slack and says nothing as markup, whatever the reply', () => {
    fc.assert(
      fc.property(anyReply, (given) => {
        expect(messageBreaches(slackMessage(given))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('shows short text to the letter, control sequences and marks included', () => {
    const evil = 'so *a* <!channel> <@U1> & <https://x.example|y> `b` ~c~'
    const message = slackMessage(reply({ blocks: [{ kind: 'text', runs: [evil, { struck: evil }] }] }))
    expect(shown(message)).toContain(evil + evil)
    expect(message.text).toContain('so *a* &lt;!channel&gt; &lt;@U1&gt; &amp; ')
    expect(message.text).not.toMatch(/[<>]/)
  })

  test('leaves out no character and puts none in halves where a text is cut', () => {
    for (const length of [2998, 2999, 3000]) {
      const runs = [{ emphasis: 'a'.repeat(length) }, { code: '𝑥y' }]
      const message = slackMessage(reply({ blocks: [{ kind: 'quote', runs }] }))
      expect(messageBreaches(message)).toEqual([])
      expect(shown(message)).toContain(`${'a'.repeat(length)}𝑥y`)
    }
  })

  test('keeps code line by line and cuts it only at line ends', () => {
    const line = (row: number) => `${row} `.padStart(8).repeat(12)
    const code = Array.from({ length: 80 }, (_, row) => line(row)).join('\n')
    const { blocks } = slackMessage(reply({ blocks: [{ kind: 'code', text: code }] }))
    const parts = blocks.flatMap((each) => (each.type === 'rich_text' ? each.elements : []))
    const code_parts = parts.filter(({ type }) => type === 'rich_text_preformatted')
    expect(code_parts.length).toBeGreaterThan(1)
    const texts = code_parts.map(({ elements }) =>
      elements.map((each) => ('text' in each ? each.text : '')).join(''),
    )
    expect(texts.join('\n')).toBe(code)
  })

  test('puts the whole of a reply that is too long into a file and says so', () => {
    const blocks: Block[] = Array.from({ length: 60 }, (_, index) => ({
      kind: 'text',
      runs: [`paragraph ${index} ${'word '.repeat(100)}`],
    }))
    const message = slackMessage(reply({ blocks }))
    expect(message.files.map(({ name }) => name)).toEqual(['reply.txt'])
    expect(message.files[0]?.text).toContain('paragraph 59')
    expect(shown(message)).toContain('The whole of it is in the file.')
    expect(shown(message)).not.toContain('paragraph 59')
    expect(message.blocks.at(-1)?.type).toBe('actions')
  })

  test.each([
    ['green', '✅ claims'],
    ['amber', '⚠️ claims'],
    ['red', '⚠️ claims'],
    ['grey', '❔ claims'],
    ['plain', 'claims'],
  ] as const)('leads a %s reply with its sign', (tone, expected) => {
    expect(shown(slackMessage(reply({ title: 'claims', tone, blocks: [] })))).toBe(expected)
  })

  test('does not repeat a sign that the title or the first block has', () => {
    const titled = slackMessage(reply({ title: '✅ 7 of 7', tone: 'green', blocks: [] }))
    expect(shown(titled)).toBe('✅ 7 of 7')
    const led = slackMessage(
      reply({ title: 'Explanation', tone: 'red', blocks: [{ kind: 'text', runs: ['⚠️ 1 of 9'] }] }),
    )
    expect(shown(led)).toBe('Explanation⚠️ 1 of 9')
  })

  test('carries the command in its buttons so that a restart loses nothing of usual length', () => {
    const source = `/conv x:${'1,'.repeat(600)}`
    const values = valuesOf(slackMessage(reply({ source }), createReferences()))
    const afterRestart = createReferences()
    expect(values).toHaveLength(3)
    for (const value of values) expect(afterRestart.resolve(value, values)).toBe(source)
  })

  test('finds a longer command in memory, and after a restart knows that it does not know it', () => {
    const references = createReferences()
    const source = `/conv x:${'1,'.repeat(2000)}`
    const values = valuesOf(slackMessage(reply({ source }), references))
    for (const value of values) {
      expect(value.length).toBeLessThan(100)
      expect(references.resolve(value, values)).toBe(source)
      expect(createReferences().resolve(value, values)).toBeUndefined()
    }
  })

  test('has no buttons where there is no command for them to stand for', () => {
    const { source: _, ...without } = reply()
    expect(valuesOf(slackMessage(without))).toEqual([])
  })
})
