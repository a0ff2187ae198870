import type { Expression } from '../../../exact/expression.ts'
import type { ReceptiveFieldFigure } from '../../../figure.ts'
import { NotDrawable } from '../not-drawable.ts'
import { roughly } from '../shown-value.ts'

export type Level = {
  readonly name: string
  readonly detail: string
  readonly field: Expression
  /** Entries of this level that the output sees, and how far apart they lie in the input. */
  readonly count: number
  readonly jump: number
  /** Window into the level below. */
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
}

const whole = (x: Expression): number => {
  const value = roughly(x)
  if (value === undefined) throw new NotDrawable('a size without a number')
  return value
}

/** From the output at the top down to the input at the bottom. */
export const levelsOf = ({ layers }: ReceptiveFieldFigure): Level[] => {
  const levels: Level[] = []
  let count = 1
  for (const [at, layer] of [...layers.entries()].reverse()) {
    const [kernel, stride, dilation] = [layer.kernel, layer.stride, layer.dilation].map(whole)
    levels.push({
      name: at === layers.length - 1 ? `layer ${at + 1}, output` : `layer ${at + 1}`,
      detail: `K = ${kernel}, S = ${stride}${dilation === 1 ? '' : `, D = ${dilation}`}`,
      field: layer.field,
      count,
      jump: whole(layer.jump),
      kernel: kernel ?? 1,
      stride: stride ?? 1,
      dilation: dilation ?? 1,
    })
    count = (count - 1) * (stride ?? 1) + (dilation ?? 1) * ((kernel ?? 1) - 1) + 1
  }
  const [first] = layers
  if (!first) throw new NotDrawable('no layers')
  return [
    ...levels,
    { name: 'input', detail: '', field: first.field, count, jump: 1, kernel: 1, stride: 1, dilation: 1 },
  ]
}

/** Centres of a level's entries, in input entries from the left end of the field. */
export const centresOf = (levels: readonly Level[]): readonly number[] => {
  const last = levels.length - 1
  const offsets = new Array<number>(levels.length).fill(0)
  for (let at = last - 1; at >= 0; at--) {
    const level = levels[at]
    const below = levels[at + 1]
    if (level && below)
      offsets[at] = (offsets[at + 1] ?? 0) + (below.jump * level.dilation * (level.kernel - 1)) / 2
  }
  return offsets
}
