import type { ConvolutionFigure } from '../../../figure.ts'
import { vermilion } from '../colours.ts'
import { gifenc, type Palette } from '../gif.ts'
import { type Box, outlineWidth } from '../heat-map.ts'
import { NotDrawable } from '../not-drawable.ts'
import { density, margin, page, pageWidth, room } from '../page.ts'
import { pixelsOf } from '../rasterise.ts'
import { type Art, element, place } from '../svg.ts'
import { drawConvolution, offsetsOf, sumArt, sumHeight, sumOf } from './convolution.ts'
import { layOut, marksOf } from './convolution-scene.ts'

/** More would pass a megabyte, and nobody waits for them. */
const mostFrames = 36
const stepMs = 700
const stillMs = 2500
/** Palette index of pixels that stay as in the frame before. */
const unchanged = 255

export const isShort = ({ y }: ConvolutionFigure): boolean =>
  y.shape.length === 2 && y.entries.length > 1 && y.entries.length <= mostFrames

type Indexed = { readonly index: Uint8Array; readonly width: number; readonly height: number }

/**
 * The window sliding, as GIF. Three pictures are drawn (without the output, with it, and all sums in a strip); every
 * frame is put together from their pixels. The first frame is the whole figure, for where nothing moves.
 */
export const animateConvolution = async (
  figure: ConvolutionFigure,
): Promise<{ readonly bytes: Uint8Array; readonly width: number; readonly height: number }> => {
  const count = figure.y.entries.length
  const line = sumHeight(figure)
  const show = async (marked: number | undefined, empty: boolean): Promise<Art> =>
    page(await drawConvolution(figure, { ...(marked !== undefined && { marked }), empty, sumRoom: line }))
  const { pictures, palette, mark } = quantized([
    await show(undefined, true),
    await show(undefined, false),
    sumStrip(figure, count, line),
    await show(0, false),
  ])
  const [empty, full, sums, poster] = pictures
  if (!empty || !full || !sums || !poster) throw new NotDrawable('no frames')
  const encoder = gifenc.GIFEncoder()
  const { width, height } = poster
  let before = poster.index
  encoder.writeFrame(before, width, height, { palette, delay: stillMs, repeat: 0 })
  const scene = layOut(figure)
  const { maps, sum } = offsetsOf(figure)
  const inPage = (box: Box): Box => ({ ...box, x: box.x + margin, y: box.y + margin + maps })
  const shown = Uint8Array.from(empty.index)
  for (let at = 0; at < count; at++) {
    const cell = inPage(scene.output(at))
    copy(full, shown, cell, cell)
    copy(sums, shown, { x: 0, y: at * line, width: room, height: line }, { x: margin, y: margin + sum })
    const frame = Uint8Array.from(shown)
    for (const box of [...marksOf(scene, figure, at).map(inPage), cell]) drawOutline(frame, width, box, mark)
    encoder.writeFrame(difference(before, frame), width, height, {
      palette,
      delay: at === count - 1 ? stillMs : stepMs,
      transparent: true,
      transparentIndex: unchanged,
      dispose: 1,
    })
    before = frame
  }
  encoder.finish()
  return { bytes: encoder.bytes(), width: width / density, height: height / density }
}

const sumStrip = (figure: ConvolutionFigure, count: number, line: number): Art => {
  const height = Math.ceil(count * line)
  const lines = Array.from({ length: count }, (_, at) => place(sumArt(sumOf(figure, at)), 0, at * line))
  const ground = element('rect', { width: room, height, fill: '#ffffff' })
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${room}" height="${height}">${ground}${lines.join('')}</svg>`,
    width: room,
    height,
  }
}

/** All pictures in one palette of 255 colours, the mark's own among them. */
const quantized = (
  arts: readonly Art[],
): { pictures: readonly Indexed[]; palette: Palette; mark: number } => {
  const images = arts.map((art) => pixelsOf(art, density))
  const sample = new Uint8Array(
    images.reduce((sum, { pixels }) => sum + 4 * Math.ceil(pixels.length / 16), 0),
  )
  let to = 0
  for (const { pixels } of images)
    for (let from = 0; from < pixels.length; from += 16, to += 4)
      sample.set(pixels.subarray(from, from + 4), to)
  const colour = [1, 3, 5].map((at) => Number.parseInt(vermilion.slice(at, at + 2), 16))
  const palette = [...gifenc.quantize(sample.subarray(0, to), unchanged - 1, { format: 'rgb565' }), colour]
  // The place of the last index must exist even where fewer colours were found.
  while (palette.length <= unchanged) palette.push([0, 0, 0])
  const known = palette.slice(0, unchanged)
  return {
    palette,
    mark: known.findLastIndex((entry) => entry.join() === colour.join()),
    pictures: images.map(({ pixels, width, height }) => ({
      index: gifenc.applyPalette(pixels, known, 'rgb565'),
      width,
      height,
    })),
  }
}

const dots = (value: number): number => Math.round(value * density)

const copy = (from: Indexed, to: Uint8Array, source: Box, target: Pick<Box, 'x' | 'y'>): void => {
  const [left, top, width, height] = [source.x, source.y, source.width, source.height].map(dots)
  const across = dots(pageWidth)
  for (let row = 0; row < (height ?? 0) && (top ?? 0) + row < from.height; row++) {
    const start = ((top ?? 0) + row) * from.width + (left ?? 0)
    to.set(from.index.subarray(start, start + (width ?? 0)), (dots(target.y) + row) * across + dots(target.x))
  }
}

const drawOutline = (frame: Uint8Array, across: number, box: Box, index: number): void => {
  const half = outlineWidth / 2
  const [left, right] = [dots(box.x - half), dots(box.x + box.width + half)]
  const [top, bottom] = [dots(box.y - half), dots(box.y + box.height + half)]
  const thick = dots(outlineWidth)
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++)
      if (y < top + thick || y >= bottom - thick || x < left + thick || x >= right - thick)
        frame[y * across + x] = index
}

/** A loop, since millions of pixels go through here. */
const difference = (before: Uint8Array, after: Uint8Array): Uint8Array => {
  const changes = new Uint8Array(after.length).fill(unchanged)
  for (let at = 0; at < after.length; at++) {
    const index = after[at] ?? unchanged
    if (index !== before[at]) changes[at] = index
  }
  return changes
}
