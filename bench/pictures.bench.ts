import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Drawing, PictureRequest } from '../src/picture.ts'
import { draw } from '../src/render/picture/draw.ts'
import { createPictures } from '../src/render/picture/pictures.ts'
import { typeset } from '../src/render/picture/typeset.ts'
import { type Figure, milliseconds, quantile, timesOf } from './measure.ts'
import { answerDrawings } from './picture-cases.ts'

const formulas = (at: number): string => `\\frac{${at}}{\\sqrt{d_{\\text{in}}}} + \\sum_{k=1}^{${at + 2}} x_k`

const request = (drawing: Drawing, name = 'picture'): PictureRequest => ({ name, alt: '', drawing })

const formula = (at: number): Drawing => ({
  kind: 'formula',
  heading: `Step ${at}`,
  formula: { latex: formulas(at), text: '' },
})

/** How late timers of the main thread are while many people ask for pictures at once. */
const crowd = async (drawing: Drawing): Promise<readonly Figure[]> => {
  const pictures = createPictures()
  await pictures.draw(request(drawing))
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const start = performance.now()
  await Promise.all(Array.from({ length: 100 }, (_, at) => pictures.draw(request(formula(at)))))
  const all = performance.now() - start
  delay.disable()
  await wait(10)
  const cached = await timesOf(200, () => pictures.draw(request(drawing)))
  await pictures.stop()
  return [
    { what: '100 pictures at once: all drawn after', value: milliseconds(all) },
    {
      what: '100 pictures at once: main thread late, p99',
      value: milliseconds(delay.percentile(99) / 1e6),
      aim: '300 ms',
    },
    { what: 'a picture drawn before, median', value: milliseconds(quantile(cached, 0.5)) },
  ]
}

const oneByOne = async (
  what: string,
  drawing: (at: number) => Drawing,
  count: number,
  aim: string,
): Promise<Figure[]> => {
  // The compiler of JavaScript has seen the code by then, as in a process that has been drawing for a while.
  for (let warm = 1; warm <= 15; warm++) await draw(drawing(-warm))
  let at = 0
  let bytes = 0
  const times = await timesOf(count, async () => {
    bytes = Math.max(bytes, (await draw(drawing(at++))).bytes.length)
  })
  return [
    { what: `${what}, median`, value: milliseconds(quantile(times, 0.5)), aim },
    { what: `${what}, p95`, value: milliseconds(quantile(times, 0.95)) },
    {
      what: `${what}, size`,
      value: `${(bytes / 1000).toFixed(0)} kB`,
      aim: what.includes('GIF') ? '1 MB' : '200 kB',
    },
  ]
}

export const measure = async (): Promise<readonly Figure[]> => {
  const start = performance.now()
  await typeset('x', 16)
  const first = performance.now() - start
  for (let at = 0; at < 50; at++) await typeset(formulas(1000 + at), 16)
  let at = 0
  const typesetting = await timesOf(300, () => typeset(formulas(at++), 16))
  const { card, figures, animation } = await answerDrawings()
  const figuresOf: Figure[] = []
  for (const [name, drawing] of figures) figuresOf.push(...(await oneByOne(name, () => drawing, 20, '80 ms')))
  return [
    { what: 'first formula of a process', value: milliseconds(first) },
    { what: 'formula to SVG, median', value: milliseconds(quantile(typesetting, 0.5)), aim: '10 ms' },
    { what: 'formula to SVG, p95', value: milliseconds(quantile(typesetting, 0.95)) },
    ...(await oneByOne('step as PNG', formula, 100, '40 ms')),
    ...(await oneByOne('card as PNG', () => card, 40, '40 ms')),
    ...figuresOf,
    ...(await oneByOne('sliding window as GIF', () => animation, 10, '400 ms')),
    ...(await crowd(card)),
  ]
}
