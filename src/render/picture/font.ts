import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NotDrawable } from './not-drawable.ts'

export type Weight = 'regular' | 'bold'

const folder = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')

export const family = 'DejaVu Sans'
export const fontFiles: Readonly<Record<Weight, string>> = {
  regular: join(folder, 'DejaVuSansCondensed.ttf'),
  bold: join(folder, 'DejaVuSansCondensed-Bold.ttf'),
}

/** Advance widths in em by code point: the tables cmap, head, hhea and hmtx of OpenType 1.9. */
type Metrics = (codePoint: number) => number | undefined

const tablesOf = (font: DataView): ReadonlyMap<string, number> =>
  new Map(
    Array.from({ length: font.getUint16(4) }, (_, at): [string, number] => {
      const entry = 12 + 16 * at
      const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => font.getUint8(entry + byte)))
      return [tag, font.getUint32(entry + 8)]
    }),
  )

/** Glyphs by code point from the subtable of format 12, which covers all planes. */
const glyphsOf = (font: DataView, cmap: number): ReadonlyMap<number, number> => {
  const glyphs = new Map<number, number>()
  for (let at = 0; at < font.getUint16(cmap + 2); at++) {
    const table = cmap + font.getUint32(cmap + 4 + 8 * at + 4)
    if (font.getUint16(table) !== 12) continue
    for (let group = 0; group < font.getUint32(table + 12); group++) {
      const [from, to, first] = [0, 4, 8].map((offset) => font.getUint32(table + 16 + 12 * group + offset))
      if (from === undefined || to === undefined || first === undefined) continue
      for (let code = from; code <= to; code++) glyphs.set(code, first + code - from)
    }
  }
  return glyphs
}

const read = (file: string): Metrics => {
  const bytes = readFileSync(file)
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = tablesOf(font)
  const offset = (tag: string): number => tables.get(tag) ?? 0
  const unitsPerEm = font.getUint16(offset('head') + 18)
  const metricCount = font.getUint16(offset('hhea') + 34)
  const glyphs = glyphsOf(font, offset('cmap'))
  return (codePoint) => {
    const glyph = glyphs.get(codePoint)
    if (glyph === undefined) return undefined
    return font.getUint16(offset('hmtx') + 4 * Math.min(glyph, metricCount - 1)) / unitsPerEm
  }
}

const metrics = { regular: read(fontFiles.regular), bold: read(fontFiles.bold) }

/** The width of one line in the unit of `size`. Throws NotDrawable for a character that the font lacks. */
export const widthOf = (text: string, size: number, weight: Weight = 'regular'): number => {
  let width = 0
  for (const character of text) {
    const advance = metrics[weight](character.codePointAt(0) ?? 0)
    if (advance === undefined) throw new NotDrawable(`no glyph for ${JSON.stringify(character)}`)
    width += advance
  }
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
