import type { ConvolutionFigure, Figure } from '../../figure.ts'
import type { Drawing, PictureType } from '../../picture.ts'
import { drawCard, drawFormula } from './card.ts'
import { drawBars } from './figures/bars.ts'
import { drawClass } from './figures/class.ts'
import { drawConvolution } from './figures/convolution.ts'
import { animateConvolution, isShort } from './figures/convolution-animation.ts'
import { drawInitialisation } from './figures/initialisation.ts'
import { drawNetwork } from './figures/network.ts'
import { drawPooling } from './figures/pooling.ts'
import { drawReceptiveField } from './figures/receptive-field.ts'
import { drawSignalConvolution } from './figures/signal-convolution.ts'
import { drawSignals } from './figures/signals.ts'
import { drawSingularValues } from './figures/singular-values.ts'
import { drawUpdateSize } from './figures/update-size.ts'
import { drawVerdict } from './figures/verdict.ts'
import { drawFinding } from './finding.ts'
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
    case 'figure':
      return page(await drawFigure(drawing.figure))
    case 'finding':
      return page(await drawFinding(drawing))
    case 'verdict':
      return page(await drawVerdict(drawing))
    case 'bars':
      return page(await drawBars(drawing))
    case 'class':
      return page(await drawClass(drawing))
  }
}

const drawFigure = (figure: Figure): Art | Promise<Art> => {
  switch (figure.kind) {
    case 'convolution':
      return figure.y.shape.length === 1
        ? drawSignalConvolution(figure)
        : drawConvolution(figure, { marked: 0 })
    case 'signals':
      return drawSignals(figure)
    case 'pooling':
      return drawPooling(figure)
    case 'receptive-field':
      return drawReceptiveField(figure)
    case 'network':
      return drawNetwork(figure)
    case 'initialisation':
      return drawInitialisation(figure)
    case 'update-size':
      return drawUpdateSize(figure)
    case 'singular-values':
      return drawSingularValues(figure)
  }
}

export const draw = async (drawing: Drawing): Promise<Drawn> => {
  if (drawing.kind === 'figure' && drawing.animated && moves(drawing.figure))
    return { type: 'image/gif', ...(await animateConvolution(drawing.figure)) }
  const art = await artOf(drawing)
  return { type: 'image/png', bytes: rasterise(art), width: art.width, height: art.height }
}

const moves = (figure: Figure): figure is ConvolutionFigure =>
  figure.kind === 'convolution' && isShort(figure)
