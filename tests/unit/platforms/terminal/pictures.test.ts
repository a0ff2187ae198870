import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Picture, PictureRequest } from '../../../../src/picture.ts'
import { inlinePicture, protocolOf } from '../../../../src/platforms/terminal/inline-picture.ts'
import { savePictures, shownPictures } from '../../../../src/platforms/terminal/pictures.ts'
import type { Reply } from '../../../../src/reply.ts'

const introducer = '\u001b'

const picture = (bytes: Uint8Array, name = 'conv-answer.png'): Picture => ({
  name,
  type: 'image/png',
  bytes,
  width: 400,
  height: 200,
  alt: '',
})

const request = (name: string): PictureRequest => ({
  name,
  alt: '',
  drawing: { kind: 'formula', heading: name, formula: { latex: 'x', text: 'x' } },
})

const reply: Reply = {
  title: '/conv',
  tone: 'plain',
  blocks: [],
  actions: [],
  files: [],
  pictures: [request('first'), request('gone'), request('second')],
  private: false,
}

const exacta = {
  draw: async ({ name }: PictureRequest) =>
    name === 'gone' ? undefined : picture(Buffer.from(name), `${name}.png`),
}

describe('terminals', () => {
  test.each([
    [{ term: 'xterm-kitty' }, 'kitty'],
    [{ term: 'xterm-256color', kittyWindow: '1' }, 'kitty'],
    [{ program: 'ghostty' }, 'kitty'],
    [{ program: 'iTerm.app' }, 'iterm2'],
    [{ program: 'WezTerm' }, 'iterm2'],
    [{ term: 'xterm-256color' }, 'none'],
    [{ term: 'tmux-256color', kittyWindow: '1' }, 'none'],
    [{}, 'none'],
  ] as const)('%j: %s', (names, protocol) => expect(protocolOf(names)).toBe(protocol))
})

describe('an inline picture', () => {
  test('for kitty is base64 in commands of at most 4096 characters, the last one marked', () => {
    const bytes = Uint8Array.from({ length: 10_000 }, (_, at) => at % 251)
    const commands = inlinePicture(picture(bytes), 'kitty')
      .split(introducer)
      .filter((part) => part.startsWith('_G'))
      .map((part) => part.slice(2).split(';'))
    expect(commands.map(([keys]) => keys?.match(/m=(\d)/)?.[1])).toEqual(['1', '1', '1', '0'])
    expect(commands[0]?.[0]).toContain('a=T,f=100')
    expect(commands.every(([, data = '']) => data.length <= 4096)).toBe(true)
    expect(Buffer.from(commands.map(([, data]) => data).join(''), 'base64')).toEqual(Buffer.from(bytes))
  })

  test('for iTerm2 is one command with the size', () => {
    const shown = inlinePicture(picture(Buffer.from('PNG')), 'iterm2')
    expect(shown.startsWith(`${introducer}]1337;File=inline=1;size=3;`)).toBe(true)
    expect(shown.endsWith(':UE5H\u0007\n')).toBe(true)
  })
})

describe('saved pictures', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-test-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('are the named file and files beside it; what cannot be drawn is left out', async () => {
    const paths = await savePictures(exacta, reply, join(folder, 'answer.png'))
    expect(paths).toEqual([join(folder, 'answer.png'), join(folder, 'answer-2.png')])
    expect(await Promise.all(paths.map((path) => readFile(path, 'utf8')))).toEqual(['first', 'second'])
  })

  test('are named by their paths where a terminal shows none', async () => {
    const [, paths = ''] = /^Pictures: (.*)\n$/.exec(await shownPictures(exacta, reply, 'none')) ?? []
    expect(await Promise.all(paths.split(', ').map((path) => readFile(path, 'utf8')))).toEqual([
      'first',
      'second',
    ])
  })

  test('of a reply without any are none', async () => {
    expect(await shownPictures(exacta, { ...reply, pictures: [] }, 'none')).toBe('')
    expect(await savePictures(exacta, { ...reply, pictures: [] }, join(folder, 'a.png'))).toEqual([])
  })
})
