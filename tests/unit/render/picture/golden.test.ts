import { readFileSync } from 'node:fs'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { describe, expect, test } from 'vitest'
import type { Drawing } from '../../../../src/picture.ts'
import { draw } from '../../../../src/render/picture/draw.ts'
import { cards, figureDrawing, figures, rampInput } from './cases.ts'
import { readGif } from './read-gif.ts'

/** Share of the dots that may look different: fonts and edges are drawn alike on every machine. */
const tolerated = 0.002

const golden = (kind: string): PNG =>
  PNG.sync.read(readFileSync(new URL(`../../../fixtures/pictures/${kind}.png`, import.meta.url)))

const differing = (a: PNG, b: Pick<PNG, 'data' | 'width' | 'height'>): number =>
  pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.1 }) / (a.width * a.height)

const compare = async (kind: string, drawing: Drawing): Promise<void> => {
  const { bytes, type } = await draw(drawing)
  const drawn = PNG.sync.read(Buffer.from(bytes))
  const expected = golden(kind)
  expect(type).toBe('image/png')
  expect([drawn.width, drawn.height]).toEqual([expected.width, expected.height])
  expect(differing(expected, drawn)).toBeLessThan(tolerated)
  expect(bytes.length).toBeLessThan(200_000)
}

describe('pictures look as they did when somebody last looked at them', () => {
  test.each(figures)('%s', async (kind, command, input) => compare(kind, await figureDrawing(command, input)))
  test.each(cards)('%s', async (kind, drawing) => compare(kind, await drawing()))
})

test('the comparison sees one changed digit', async () => {
  const other = await draw(
    await figureDrawing('conv', { ...rampInput, kernel: '[[-1,-2,-1],[0,0,0],[1,2,2]]' }),
  )
  const drawn = PNG.sync.read(Buffer.from(other.bytes))
  const expected = golden('convolution')
  expect([drawn.width, drawn.height]).not.toEqual([0, 0])
  const same = drawn.width === expected.width && drawn.height === expected.height
  expect(same && differing(expected, drawn) < tolerated).toBe(false)
})

describe('the sliding window', async () => {
  const drawing = { ...(await figureDrawing('conv', rampInput)), animated: true }
  const drawn = await draw(drawing)
  const { frames, width, height } = readGif(drawn.bytes)

  test('has a frame for every output after the whole figure, and stays small', () => {
    expect(drawn.type).toBe('image/gif')
    expect(frames).toHaveLength(10)
    expect(drawn.bytes.length).toBeLessThan(1_000_000)
  })

  test('begins as the figure itself, for where nothing moves', () => {
    const first = { data: Buffer.from(frames[0] ?? []), width, height }
    expect(differing(golden('convolution'), first)).toBeLessThan(0.01)
  })

  test('looks in its middle as it did when somebody last looked at it', () => {
    const middle = { data: Buffer.from(frames[5] ?? []), width, height }
    expect(differing(golden('sliding-window'), middle)).toBeLessThan(tolerated)
    const next = { ...middle, data: Buffer.from(frames[6] ?? []) }
    expect(differing(golden('sliding-window'), next)).toBeGreaterThan(tolerated)
  })

  test('shows no output before its turn, and ends with all of them', () => {
    const [poster, begin] = frames
    const end = frames.at(-1)
    const apart = (a: Uint8Array | undefined, b: Uint8Array | undefined) =>
      a?.filter((value, at) => value !== b?.[at]).length ?? 0
    expect(apart(poster, begin)).toBeGreaterThan(apart(poster, end))
  })
})
