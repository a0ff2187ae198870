import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderTerminal } from '../../../../src/platforms/terminal/render.ts'
import type { Reply, Run } from '../../../../src/reply.ts'

const reply = (part: Partial<Reply>): Reply => ({
  title: 'T',
  tone: 'plain',
  blocks: [],
  actions: [],
  files: [],
  private: false,
  ...part,
})
const plain = { color: false, width: 40 }
const text = (...runs: Run[]): Reply => reply({ title: '', blocks: [{ kind: 'text', runs }] })

describe('a reply on a terminal', () => {
  it('keeps code as it is aligned', () => {
    const shown = renderTerminal(reply({ blocks: [{ kind: 'code', text: 'y = [ -40  1\n       2  3 ]' }] }), {
      ...plain,
      width: 5,
    })
    expect(shown).toBe('T\n\n  y = [ -40  1\n         2  3 ]')
  })

  it('wraps words, and keeps what sticks together', () => {
    const words = [
      'The kernel is flipped, then slid over every row, see ',
      { code: 'kernel' },
      ', and added.',
    ]
    expect(renderTerminal(text(...words), plain)).toBe(
      'The kernel is flipped, then slid over\nevery row, see `kernel`, and added.',
    )
  })

  it('marks what changes the meaning even without colours', () => {
    expect(renderTerminal(text('so ', { struck: 'it is −120' }, '.'), plain)).toBe('so ~~it is −120~~.')
  })

  it('sends no escape sequence without colours, and closes each one with them', () => {
    const rich = reply({
      tone: 'red',
      blocks: [{ kind: 'text', runs: [{ strong: 'a' }, { emphasis: 'b' }, { struck: 'c' }] }],
    })
    expect(renderTerminal(rich, plain)).not.toContain('\u001b')
    expect(renderTerminal(rich, { ...plain, color: true })).toBe(
      '\u001b[1;31mT\u001b[0m\n\n\u001b[1ma\u001b[22m\u001b[3mb\u001b[23m\u001b[9mc\u001b[29m',
    )
  })

  it('numbers what can be pressed', () => {
    const actions = [{ kind: 'explain', label: 'Explain' }] as const
    expect(renderTerminal(reply({ actions }), { ...plain, numbered: true })).toBe('T\n\n[1] Explain')
    expect(renderTerminal(reply({ actions }), plain)).toBe('T')
  })

  it('lets no text steer the terminal', () => {
    const hostile = fc
      .string({ unit: 'binary' })
      .map((tail) => `a\u001b]0;owned\u0007\u009b2J\r\u202eb${tail}`)
    fc.assert(
      fc.property(hostile, (typed) => {
        const all = reply({
          title: typed,
          blocks: [
            { kind: 'text', runs: [typed, { strong: typed }, { code: typed }] },
            { kind: 'code', text: typed },
            { kind: 'quote', runs: [typed] },
          ],
          actions: [{ kind: 'explain', label: typed }],
          files: [{ name: typed, about: typed, text: typed }],
        })
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may be left
        const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/
        expect(renderTerminal(all, { ...plain, numbered: true })).not.toMatch(control)
      }),
    )
  })
})
