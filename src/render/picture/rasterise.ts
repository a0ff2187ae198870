import { Resvg } from '@resvg/resvg-js'
import { family, fontFiles } from './font.ts'
import { density } from './page.ts'
import type { Art } from './svg.ts'

/** Fonts are named files: without one, text would vanish silently. */
const font = {
  loadSystemFonts: false,
  fontFiles: [fontFiles.regular, fontFiles.bold],
  defaultFontFamily: family,
}

const render = ({ svg, width }: Art, scale: number) =>
  new Resvg(svg, { font, fitTo: { mode: 'width', value: Math.round(width * scale) } }).render()

export const rasterise = (art: Art): Uint8Array => render(art, density).asPng()

export const pixelsOf = (
  art: Art,
  scale: number,
): { readonly pixels: Uint8Array; readonly width: number; readonly height: number } => {
  const image = render(art, scale)
  return { pixels: image.pixels, width: image.width, height: image.height }
}
