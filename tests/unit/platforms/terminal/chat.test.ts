import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Exacta } from '../../../../src/exacta.ts'
import { chat } from '../../../../src/platforms/terminal/chat.ts'
import { renderProgress } from '../../../../src/render/explanation-reply.ts'
import { fakeExacta } from './fake-exacta.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exacta-chat-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A terminal that one can type into and read from. */
class Terminal {
  readonly input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} })
  readonly output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 })
  #seen = ''

  constructor() {
    this.output.on('data', (chunk) => {
      this.#seen += String(chunk)
    })
  }

  async until(text: string): Promise<void> {
    while (!this.#seen.includes(text)) await once(this.output, 'data')
    this.#seen = this.#seen.slice(this.#seen.indexOf(text) + text.length)
  }
}

describe('the chat', () => {
  it('completes by Tab, keeps what was typed and remembers it the next time', async () => {
    const historyFile = join(folder, 'history')
    const first = new Terminal()
    const begun = chat({ exacta: fakeExacta(), input: first.input, output: first.output, historyFile })
    await first.until('exacta> ')
    first.input.write('/conv ker\t')
    await first.until('kernel:')
    first.input.write('[1]\r')
    await first.until('ask /conv kernel:[1]')
    first.input.write('/quit\r')
    await begun
    expect(await readFile(historyFile, 'utf8')).toBe('/conv kernel:[1]\n/quit\n')
    expect((await stat(historyFile)).mode & 0o777).toBe(0o600)

    const second = new Terminal()
    const again = chat({ exacta: fakeExacta(), input: second.input, output: second.output, historyFile })
    await second.until('exacta> ')
    second.input.write('\u001b[A\u001b[A\r')
    await second.until('ask /conv kernel:[1]')
    second.input.write('\u0003')
    await again
  })

  it('says what is being done until the explanation is there', async () => {
    const terminal = new Terminal()
    const fake = fakeExacta()
    const explaining: Exacta = {
      ...fake,
      explain: async (source, request) => {
        request?.onProgress?.(renderProgress('/conv', 'Reading the solution…'))
        return fake.explain(source, request)
      },
    }
    const { input, output } = terminal
    const begun = chat({ exacta: explaining, input, output, historyFile: join(folder, 'history') })
    input.write('/conv x:1\rexplain\r')
    await terminal.until('Explaining /conv · Reading the solution…')
    // The line is cleared before the reply takes its place.
    await terminal.until('\r\u001b[K')
    await terminal.until('explain /conv x:1')
    input.write('/quit\r')
    await begun
  })

  it('keeps nothing of what comes through a pipe, and shows no prompt', async () => {
    const historyFile = join(folder, 'history')
    const [input, output] = [new PassThrough(), new PassThrough()]
    input.end('/conv x:1\nexplain\n')
    await chat({ exacta: fakeExacta(), input, output, historyFile })
    expect(String(output.read())).toBe(
      [
        'ask /conv x:1',
        '[1] Explain  [2] Steps  [3] Check my answer',
        'explain /conv x:1',
        '[1] Explain  [2] Steps  [3] Check my answer',
        '',
      ].join('\n\n'),
    )
    await expect(stat(historyFile)).rejects.toThrow('ENOENT')
  })
})
