import { Resvg } from '@resvg/resvg-js'
import { outlined } from './outlines.ts'
import { density } from './page.ts'
import type { Art } from './svg.ts'

/** All words are outlines by then, so no font is looked for. */
const font = { loadSystemFonts: false }

const render = ({ svg, width }: Art, scale: number) =>
  new Resvg(outlined(svg), { font, fitTo: { mode: 'width', value: Math.round(width * scale) } }).render()

export const rasterise = (art: Art): Uint8Array => render(art, density).asPng()

export const pixelsOf = (
  art: Art,
  scale: number,
): { readonly pixels: Uint8Array; readonly width: number; readonly height: number } => {
  const image = render(art, scale)
  return { pixels: image.pixels, width: image.width, height: image.height }
}
