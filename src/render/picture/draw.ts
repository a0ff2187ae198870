import type { Drawing, PictureType } from '../../picture.ts'
import { drawCard, drawFormula } from './card.ts'
import { NotDrawable } from './not-drawable.ts'
import { page } from './page.ts'
import { rasterise } from './rasterise.ts'
import type { Art } from './svg.ts'

export type Drawn = {
  readonly type: PictureType
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** The picture as SVG. Throws NotDrawable where text must do. */
export const artOf = async (drawing: Drawing): Promise<Art> => {
  switch (drawing.kind) {
    case 'card':
      return page(await drawCard(drawing))
    case 'formula':
      return page(await drawFormula(drawing))
    default:
      throw new NotDrawable('not drawn yet')
  }
}

export const draw = async (drawing: Drawing): Promise<Drawn> => {
  const art = await artOf(drawing)
  return { type: 'image/png', bytes: rasterise(art), width: art.width, height: art.height }
}
