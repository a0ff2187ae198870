import { ink, muted, paper, rule } from './colours.ts'
import { NotDrawable } from './not-drawable.ts'
import { type Art, element, paragraph, place, short, stack } from './svg.ts'

/** Dots for each CSS pixel. */
export const density = 2

/** CSS pixels across: what a phone shows without shrinking. */
export const pageWidth = 400
export const margin = 16
export const room = pageWidth - 2 * margin
/** Higher pictures are shown so small that nothing in them can be read. */
const tallest = 1400

export const titled = (title: string, subtitle: string, body: Art): Art =>
  stack(
    [
      stack(
        [
          paragraph(title, room, { size: 15, weight: 'bold', fill: ink }),
          paragraph(subtitle, room, { size: 12, fill: muted }),
        ],
        3,
      ),
      body,
    ],
    10,
  )

/** A whole picture: the art in the middle of its own solid ground. */
export const page = (body: Art): Art => {
  const height = Math.ceil(body.height + 2 * margin)
  if (height > tallest || body.width > room + 1)
    throw new NotDrawable(`${Math.round(body.width)} × ${height} is too large`)
  const ground = element('rect', {
    x: 0.5,
    y: 0.5,
    width: pageWidth - 1,
    height: height - 1,
    fill: paper,
    stroke: rule,
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${pageWidth}" height="${short(height)}" viewBox="0 0 ${pageWidth} ${short(height)}"><rect width="100%" height="100%" fill="${paper}"/>${ground}${place(body, margin, margin)}</svg>`
  return { svg, width: pageWidth, height }
}
