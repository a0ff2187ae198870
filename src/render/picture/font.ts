import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import opentype, { type Command } from 'opentype.js'
import { NotDrawable } from './not-drawable.ts'

export type Weight = 'regular' | 'bold'

export const family = 'DejaVu Sans'

const folder = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')

/** Glyphs are made when they are asked for: all of them at once take 15 MB and a tenth of a second a font. */
const read = (file: string) =>
  opentype.parse(Uint8Array.from(readFileSync(join(folder, file))).buffer, { lowMemory: true })

const fonts = {
  regular: read('DejaVuSansCondensed.ttf'),
  bold: read('DejaVuSansCondensed-Bold.ttf'),
} as const

/** A character one em high: `path` is SVG's, from the left end of the writing line. */
type Glyph = { readonly advance: number; readonly path: string }

/** Paths are in thousandths of an em. */
export const pathUnits = 1000

const known: Readonly<Record<Weight, Map<string, Glyph>>> = { regular: new Map(), bold: new Map() }

/** Throws NotDrawable for a character that the font lacks. */
export const glyphOf = (character: string, weight: Weight): Glyph => {
  const before = known[weight].get(character)
  if (before) return before
  const font = fonts[weight]
  if (!font.hasChar(character)) throw new NotDrawable(`no glyph for ${JSON.stringify(character)}`)
  const found = font.charToGlyph(character)
  const glyph: Glyph = {
    advance: found.advanceWidth / font.unitsPerEm,
    path: found.getPath(0, 0, pathUnits).commands.map(written).join(''),
  }
  known[weight].set(character, glyph)
  return glyph
}

/** The library's own writing loses the space before a −0. */
const written = ({ type, x1, y1, x2, y2, x, y }: Command): string =>
  type +
  [x1, y1, x2, y2, x, y]
    .filter((at) => at !== undefined)
    .map(Math.round)
    .join(' ')

/** The width of one line in the unit of `size`. Throws NotDrawable for a character that the font lacks. */
export const widthOf = (text: string, size: number, weight: Weight = 'regular'): number => {
  let width = 0
  for (const character of text) width += glyphOf(character, weight).advance
  return width * size
}

/** Lines of at most `room`, broken at spaces, and inside a word only where it alone is longer. */
export const wrap = (text: string, size: number, room: number, weight: Weight = 'regular'): string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer, size, weight) <= room) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const character of word) {
      if (line !== '' && widthOf(line + character, size, weight) > room) {
        lines.push(line)
        line = ''
      }
      line += character
    }
  }
  return line === '' ? lines : [...lines, line]
}
