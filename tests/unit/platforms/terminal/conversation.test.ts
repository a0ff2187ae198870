import { describe, expect, it } from 'vitest'
import { Conversation } from '../../../../src/platforms/terminal/conversation.ts'
import { fakeExacta } from './fake-exacta.ts'

/** What each line led to: a reply's title or its first words. */
const talk = async (...lines: string[]): Promise<string[]> => {
  const conversation = new Conversation(fakeExacta())
  const out: string[] = []
  for (const line of lines) {
    const turn = await conversation.take(line)
    const [first] = typeof turn === 'string' ? [] : turn.blocks
    const said = first?.kind === 'text' ? String(first.runs[0]) : ''
    out.push(typeof turn === 'string' ? turn : turn.title || said)
  }
  const last = await conversation.end()
  return typeof last === 'string' ? out : [...out, last.title]
}

describe('a conversation', () => {
  it('goes on from the last answer by word or number', async () => {
    expect(await talk('/conv x:1', 'explain', '2', 'show', 'next', 'step 4', 'check y = 1', '1')).toEqual([
      'ask /conv x:1',
      'explain /conv x:1',
      'step 1',
      'step 1 revealed',
      'step 2',
      'step 4',
      'check "y = 1" of /conv x:1',
      'explain /conv x:1',
    ])
  })

  it('leaves the check of a part of a problem set to the command', async () => {
    expect(await talk('/check hw4 2c sqrt(d_out)', 'check hw4 2c = 1', '/conv x:1', 'check y 1')).toEqual([
      'ask /check hw4 2c sqrt(d_out)',
      'ask check hw4 2c = 1',
      'ask /conv x:1',
      'check "y 1" of /conv x:1',
    ])
  })

  it('reads a longer text to check up to a dot, or to the end', async () => {
    expect(await talk('/conv x:1', '3', 'first', '', 'quit', '.', 'check', 'cut')).toEqual([
      'ask /conv x:1',
      'Type or paste what to check, then a line with only a dot.',
      'more',
      'more',
      'more',
      'check "first\\n\\nquit" of /conv x:1',
      'Type or paste what to check, then a line with only a dot.',
      'more',
      'check "cut" of /conv x:1',
    ])
  })

  it('keeps the last answer through what has none', async () => {
    expect(await talk('/conv x:1', 'nonsense', 'explain')).toEqual([
      'ask /conv x:1',
      'ask nonsense',
      'explain /conv x:1',
    ])
  })

  it('says so when there is nothing to go on from', async () => {
    const nothing = 'There is no answer to go on from yet. Ask something first, such as /help.'
    expect(await talk('explain', 'steps', 'check 3', '1')).toEqual([
      nothing,
      nothing,
      nothing,
      'Nothing is offered yet.',
    ])
    expect(await talk('/conv x:1', '9')).toEqual(['ask /conv x:1', 'Nothing with the number 9 is offered.'])
  })

  it('leaves commands with options to Exacta', async () => {
    expect(await talk('/explain of:/conv x:1', 'check of:/conv x:1 answer:2')).toEqual([
      'ask /explain of:/conv x:1',
      'ask check of:/conv x:1 answer:2',
    ])
  })

  it('quits', async () => {
    expect(await talk('', '/quit')).toEqual(['more', 'quit'])
  })
})
