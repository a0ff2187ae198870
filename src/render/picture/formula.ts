import type { Formula } from '../../picture.ts'
import { NotDrawable } from './not-drawable.ts'
import { type Art, element, paragraph, place } from './svg.ts'
import { type Typeset, typeset } from './typeset.ts'

/** Below this share of its size a formula is no longer read with ease. */
const leastShare = 0.6

/** Longer words in a formula's place have their middle left out. */
const longestWords = 500

export type Fitted = Typeset & { readonly cut?: true }

/** A formula no wider than `room`: shrunk if need be, and in plain words where it does not typeset or fit. */
export const fitFormula = async (
  { latex, text }: Formula,
  size: number,
  room: number,
  fill?: string,
): Promise<Fitted> => {
  try {
    const set = await typeset(latex, size, fill)
    if (set.width <= room) return set
    const share = room / set.width
    if (share < leastShare) throw new NotDrawable('a formula too wide')
    return shrunk(set, share)
  } catch (error) {
    // A stack that is too small for a formula is a limit like any other.
    if (!(error instanceof NotDrawable || error instanceof RangeError)) throw error
    return inWords(text, size, room, fill)
  }
}

/** Smaller as it is: to typeset it once more would take as long again. */
const shrunk = ({ svg, width, height, baseline, size }: Typeset, share: number): Typeset => ({
  svg: element('g', { transform: `scale(${share})` }, svg),
  width: width * share,
  height: height * share,
  baseline: baseline * share,
  size: size * share,
})

const inWords = (text: string, size: number, room: number, fill: string | undefined): Fitted => {
  const plain = Math.min(13, size)
  const cut = text.length > longestWords
  const shown = cut ? `${text.slice(0, longestWords - 90)} … ${text.slice(-80)}` : text
  const words = paragraph(shown, room, { size: plain, ...(fill && { fill }) })
  return { ...words, baseline: plain, size: plain, ...(cut && { cut }) }
}

/** In one row on a common writing line. */
export const onOneLine = (parts: readonly (Art & { readonly baseline: number })[], gap: number): Art => {
  const above = Math.max(0, ...parts.map(({ baseline }) => baseline))
  const below = Math.max(0, ...parts.map(({ height, baseline }) => height - baseline))
  let x = 0
  let svg = ''
  for (const part of parts) {
    svg += place(part, x, above - part.baseline)
    x += part.width + gap
  }
  return { svg, width: Math.max(0, x - gap), height: above + below }
}
