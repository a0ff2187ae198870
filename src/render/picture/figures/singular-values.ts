import { toNumber } from '../../../exact/rational.ts'
import { rationalsOf } from '../../../exact/tensor.ts'
import type { Tensor } from '../../../exact/value.ts'
import type { SingularValuesFigure } from '../../../figure.ts'
import { axes, belowPlot, linearScale, pathThrough } from '../axes.ts'
import { blue, green, ink, muted, orange, purple, sky, vermilion, vermilionText } from '../colours.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { type Art, element, line, paragraph, stack } from '../svg.ts'

const plot = { left: 36, right: room - 62, top: 30, bottom: 190 } as const
const colours = [blue, vermilion, green, purple, orange, sky] as const
const mostSide = 6

/** Singular values over the steps, which Newton–Schulz drives to 1. They are roots, so they are shown rounded. */
export const drawSingularValues = ({ iterates }: SingularValuesFigure): Art => {
  const spectra = iterates.map(singularValues)
  const last = iterates.length - 1
  if (last < 1) throw new NotDrawable('no step')
  const highest = Math.max(1.2, ...spectra.flat()) * 1.05
  const x = linearScale(0, last, plot.left + 8, plot.right - 8, Math.min(last, 8))
  const y = linearScale(0, highest, plot.bottom, plot.top)
  const one = y.position(1)
  const lines = (spectra[0] ?? []).map((_, index) => {
    const points = spectra.map((values, step): readonly [number, number] => [
      x.position(step),
      y.position(values[index] ?? 0),
    ])
    const colour = colours[index % colours.length] ?? blue
    return (
      pathThrough(points, { stroke: colour, 'stroke-width': 2 }) +
      points.map(([cx, cy]) => marker(cx, cy, index, colour)).join('')
    )
  })
  const svg = [
    axes({ ...plot, x, y, xTitle: 'step of the iteration', yTitle: 'singular value σ' }),
    element('line', {
      x1: plot.left,
      x2: plot.right,
      y1: one,
      y2: one,
      stroke: ink,
      'stroke-dasharray': '5 3',
    }),
    line(plot.left + 4, one - 6, 'σ = 1', { size: 11.5, weight: 'bold' }),
    ...lines,
    endLabels(spectra.at(-1) ?? [], y),
  ].join('')
  const shown = (values: readonly number[] = []): string => values.map(written).join(', ')
  return stack(
    [
      paragraph('Newton–Schulz drives the singular values to 1', room, { size: 14, weight: 'bold' }),
      { svg, width: room, height: plot.bottom + belowPlot },
      paragraph(
        `At the start σ ≈ ${shown(spectra[0])}; after ${last} step${last === 1 ? '' : 's'} σ ≈ ${shown(spectra.at(-1))}.`,
        room,
        { size: 12.5, weight: 'bold', fill: vermilionText },
      ),
      paragraph('Each step takes σ to σ(3 − σ²)/2; a σ of 0 stays 0.', room, { size: 11.5, fill: muted }),
    ],
    8,
  )
}

const written = (value: number): string => (value < 1e-9 ? '0' : String(Number(value.toPrecision(4))))

/** Shapes differ as colours do. */
const marker = (x: number, y: number, index: number, fill: string): string =>
  index % 2 === 0
    ? element('circle', { cx: x, cy: y, r: 4, fill })
    : element('rect', { x: x - 3.6, y: y - 3.6, width: 7.2, height: 7.2, fill })

/** Beside the last points, moved apart where they would touch. */
const endLabels = (values: readonly number[], y: { position(value: number): number }): string => {
  let above = Number.NEGATIVE_INFINITY
  return values
    .map((value, index) => ({ value, index, at: y.position(value) }))
    .sort((a, b) => a.at - b.at)
    .map(({ value, at }) => {
      above = Math.max(at + 4, above + 13)
      return line(plot.right + 2, above, `≈ ${written(value)}`, { size: 11, fill: ink })
    })
    .join('')
}

/** One-sided Jacobi rotations on the columns: Golub & Van Loan, Matrix Computations, 8.6.3. Largest first. */
const singularValues = (matrix: Tensor): number[] => {
  const entries = rationalsOf(matrix)?.map(toNumber)
  const [rows = 1, columns = 1] = matrix.shape
  if (!entries || Math.max(rows, columns) > mostSide) throw new NotDrawable('too many singular values')
  const wide = columns > rows
  const [length, count] = wide ? [columns, rows] : [rows, columns]
  const vectors = Array.from({ length: count }, (_, column) =>
    Array.from({ length }, (_, row) => entries[wide ? column * columns + row : row * columns + column] ?? 0),
  )
  for (let sweep = 0; sweep < 40; sweep++)
    for (const [p, a] of vectors.entries()) for (const b of vectors.slice(p + 1)) rotate(a, b)
  return vectors.map((vector) => Math.hypot(...vector)).sort((a, b) => b - a)
}

const rotate = (a: number[], b: number[]): void => {
  const dot = (u: readonly number[], v: readonly number[]): number =>
    u.reduce((sum, x, at) => sum + x * (v[at] ?? 0), 0)
  const off = dot(a, b)
  if (off === 0) return
  const zeta = (dot(b, b) - dot(a, a)) / (2 * off)
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta))
  const c = 1 / Math.hypot(1, t)
  for (const [at, x] of a.entries()) {
    const z = b[at] ?? 0
    a[at] = c * (x - t * z)
    b[at] = c * (t * x + z)
  }
}
