import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { InputError } from '../../../../src/errors.ts'
import type { GivenFile } from '../../../../src/given-file.ts'
import { checkFile, withFile } from '../../../../src/grading/chat/receive.ts'

const file = (name: string, bytes: number, chunks: readonly string[] = []): GivenFile => ({
  name,
  bytes,
  async *read() {
    for (const chunk of chunks) yield Buffer.from(chunk)
  },
})
const folder = (): string => join(tmpdir(), `exacta-receive-${randomUUID()}`)
const never = new AbortController().signal

describe('checkFile', () => {
  it.each(['a.csv', 'A.CSV', 'canvas.export.tsv', 'a.jsonl', 'a.ndjson', 'a.txt', 'a.json'])(
    'takes %s',
    (name) => {
      expect(() => checkFile(file(name, 10), 100)).not.toThrow()
    },
  )

  it.each([
    ['a.xlsx', 10, /`\.xlsx` is not read/],
    ['a.csv.exe', 10, /`\.exe` is not read/],
    ['answers', 10, /without an ending/],
    ['a.csv', 0, /empty/],
    ['a.csv', 101, /more than/],
  ])('refuses %s of %d bytes', (name, bytes, says) => {
    expect(() => checkFile(file(name, bytes), 100)).toThrow(InputError)
    expect(() => checkFile(file(name, bytes), 100)).toThrow(says)
  })
})

describe('withFile', () => {
  it('gives the whole file, and leaves nothing of it', async () => {
    let path = ''
    const text = await withFile(folder(), file('a.csv', 10, ['student,', 'part']), 100, never, async (at) => {
      path = at
      return readFile(at, 'utf8')
    })
    expect(text).toBe('student,part')
    expect(existsSync(dirname(path))).toBe(false)
  })

  it('ends a stream that delivers more than is allowed', async () => {
    const long = file('a.csv', 10, ['x'.repeat(60), 'x'.repeat(60)])
    await expect(withFile(folder(), long, 100, never, async () => 'read')).rejects.toThrow(InputError)
  })

  it('leaves nothing where its reader fails, or is called off', async () => {
    let path = ''
    const failing = withFile(folder(), file('a.csv', 1, ['x']), 100, never, async (at) => {
      path = at
      throw new Error('a bug')
    })
    await expect(failing).rejects.toThrow('a bug')
    expect(existsSync(dirname(path))).toBe(false)
    await expect(
      withFile(folder(), file('a.csv', 1, ['x']), 100, AbortSignal.abort(), async () => 'read'),
    ).rejects.toThrow(/abort/i)
  })
})
