import type { NetworkFigure } from '../../../figure.ts'
import { blue, muted, sky } from '../colours.ts'
import { roughly } from '../shown-value.ts'

/** Where the boxes are, from the left edge. */
export const column = 92

/** The size at which a shape's path is in pixels. */
export const unscaled = 4

/** The side of the face; a symbol is drawn as 16. */
export const sideOf = (sizes: NetworkFigure['input']): number =>
  sizes.length === 1 ? 1 : Math.max(...sizes.slice(0, 2).map((size) => roughly(size) ?? 16))

type Shape = { readonly shape: string; readonly fill: string; readonly stroke: string }

/** A box around the origin as it is seen from the right and above, or a bar for a vector. */
export const boxShapes = (sizes: NetworkFigure['input'], largest: number): readonly Shape[] => {
  const [first, , channels] = sizes.map((size) => roughly(size) ?? 16)
  const shape = (path: string, fill: string): Shape => ({ shape: path, fill, stroke: blue })
  if (sizes.length === 1) {
    const half = Math.min(column - 16, 6 + 8 * Math.log2((first ?? 1) + 1)) / 2
    return [shape(`M${-half},-6H${half}V6H${-half}Z`, sky)]
  }
  const side = 10 + 26 * Math.sqrt(sideOf(sizes) / largest)
  const depth = Math.min(34, 3 + 3.4 * Math.log2((channels ?? 1) + 1))
  const slope = depth * 0.35
  const [left, top] = [-(side + depth) / 2, -(side - slope) / 2]
  return [
    shape(`M${left},${top}l${depth},${-slope}h${side}l${-depth},${slope}Z`, '#cfe6f6'),
    shape(`M${left + side},${top}l${depth},${-slope}v${side}l${-depth},${slope}Z`, '#a9d3ef'),
    shape(`M${left},${top}h${side}v${side}h${-side}Z`, sky),
  ]
}

/** A layer that leaves the sizes as they are is a dot, and takes one line. */
export const passShapes: readonly Shape[] = [
  { shape: 'M-3.5,0a3.5,3.5,0,1,0,7,0a3.5,3.5,0,1,0,-7,0Z', fill: muted, stroke: muted },
]
