import type { ChildProcess } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import type { PictureRequest } from '../../../../src/picture.ts'
import {
  createPictures,
  type Pictures,
  type PicturesOptions,
} from '../../../../src/render/picture/pictures.ts'
import { figureDrawing, rampInput } from './cases.ts'

let pictures: Pictures | undefined
afterEach(() => pictures?.stop())

const opened = (options: PicturesOptions = {}): Pictures => {
  pictures = createPictures(options)
  return pictures
}

const formula = (latex: string, heading = 'Step 1'): PictureRequest => ({
  name: 'step',
  alt: 'a step',
  drawing: { kind: 'formula', heading, formula: { latex, text: latex } },
})

const signature = (bytes: Uint8Array | undefined): string =>
  Buffer.from(bytes?.subarray(0, 8) ?? []).toString('latin1')

describe('pictures', () => {
  test('are PNG with the alternative text of the request', async () => {
    const picture = await opened().draw(formula('x^2'))
    expect(picture).toMatchObject({ name: 'step.png', type: 'image/png', alt: 'a step', width: 400 })
    expect(signature(picture?.bytes)).toBe('\x89PNG\r\n\x1a\n')
  })

  test('that move are GIF', async () => {
    const drawing = { ...(await figureDrawing('conv', rampInput)), animated: true }
    const picture = await opened().draw({ name: 'conv-figure', alt: '', drawing })
    expect(picture).toMatchObject({ name: 'conv-figure.gif', type: 'image/gif' })
    expect(signature(picture?.bytes)).toMatch(/^GIF89a/)
  })

  test('of the same content are drawn once, also while the first is being drawn', async () => {
    const studio = opened({ processes: 1 })
    const [a, b] = await Promise.all([studio.draw(formula('x^2')), studio.draw(formula('x^2'))])
    const c = await studio.draw({ ...formula('x^2'), alt: 'said otherwise' })
    expect(a?.bytes).toBe(b?.bytes)
    expect(c?.bytes).toBe(a?.bytes)
    expect(c?.alt).toBe('said otherwise')
    expect((await studio.draw(formula('x^3')))?.bytes).not.toBe(a?.bytes)
  })

  test('that cannot be drawn are left out, with the reason told, and the next is drawn', async () => {
    const refused: string[] = []
    const studio = opened({ refused: (name, because) => refused.push(`${name}: ${because}`) })
    expect(await studio.draw(formula('x', '卷积 😀'))).toBeUndefined()
    expect(refused).toEqual([expect.stringContaining('no glyph for')])
    expect(await studio.draw(formula('x'))).toBeDefined()
  })

  test('that would take too long end with their process, and the next is drawn by another', async () => {
    const studio = opened({ processes: 1, timeoutMs: 1 })
    // The first has the time that a process takes to start.
    expect(await studio.draw(formula('x'))).toBeDefined()
    const slow = await figureDrawing('conv', { x: rampInput.x, kernel: '[[1,2],[3,4]]', padding: 'full' })
    expect(await studio.draw({ name: 'slow', alt: '', drawing: { ...slow, animated: true } })).toBeUndefined()
    expect(await studio.draw(formula('y'))).toBeDefined()
  })

  test('past what may wait are left out at once', async () => {
    const studio = opened({ processes: 1, mostWaiting: 1 })
    const drawn = await Promise.all(['a', 'b', 'c', 'd'].map((latex) => studio.draw(formula(latex))))
    expect(drawn.map((picture) => picture !== undefined)).toEqual([true, true, false, false])
  })

  test('keep no process that had nothing to draw for a while, and are drawn by another after it', async () => {
    const spawned: ChildProcess[] = []
    // Node says of this channel what it publishes: the process that was started.
    const see = (message: unknown): number => spawned.push((message as { process: ChildProcess }).process)
    subscribe('child_process', see)
    const studio = opened({ processes: 1, idleMs: 500 })
    expect(await studio.draw(formula('x'))).toBeDefined()
    expect(await studio.draw(formula('y'))).toBeDefined()
    expect(spawned).toHaveLength(1)
    await once(spawned[0] as ChildProcess, 'exit')
    expect(await studio.draw(formula('z'))).toBeDefined()
    unsubscribe('child_process', see)
    expect(spawned).toHaveLength(2)
  })

  test('after the end are none', async () => {
    const studio = opened()
    await studio.stop()
    expect(await studio.draw(formula('x'))).toBeUndefined()
  })
})
