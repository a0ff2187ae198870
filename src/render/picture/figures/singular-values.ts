import { toNumber } from '../../../exact/rational.ts'
import { rationalsOf } from '../../../exact/tensor.ts'
import type { Tensor } from '../../../exact/value.ts'
import type { SingularValuesFigure } from '../../../figure.ts'
import { chart } from '../chart.ts'
import { blue, green, muted, orange, purple, sky, vermilion, vermilionText } from '../colours.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { type Art, paragraph, stack } from '../svg.ts'

const colours = [blue, vermilion, green, purple, orange, sky]
const mostSide = 6
const plot = { width: room - 84, height: 160, left: 22, right: 62, top: 26, bottom: 38 } as const
/** Lines of labels are this far apart, in pixels. */
const labelLine = 13

/** Singular values over the steps, which Newton–Schulz drives to 1. They are roots, so they are shown rounded. */
export const drawSingularValues = async ({ iterates }: SingularValuesFigure): Promise<Art> => {
  const spectra = iterates.map(singularValues)
  const last = iterates.length - 1
  if (last < 1) throw new NotDrawable('no step')
  const shown = (values: readonly number[] = []): string => values.map(written).join(', ')
  return stack(
    [
      paragraph('Newton–Schulz drives the singular values to 1', room, { size: 14, weight: 'bold' }),
      await plotOf(spectra, last),
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

const plotOf = (spectra: readonly (readonly number[])[], last: number): Promise<Art> => {
  const highest = Math.max(1.2, ...spectra.flat()) * 1.05
  const onX = {
    type: 'quantitative' as const,
    scale: { domain: [0, last], nice: false, padding: 8 },
    axis: { title: 'step of the iteration', tickCount: Math.min(last, 8), format: 'd' },
  }
  const onY = {
    type: 'quantitative' as const,
    scale: { domain: [0, highest], nice: false },
    axis: { title: null, tickCount: 5, format: '~g' },
  }
  const [x, y, one] = [
    { field: 'step', ...onX },
    { field: 'value', ...onY },
    { datum: 1, ...onY },
  ]
  const points = spectra.flatMap((values, step) =>
    values.map((value, index) => ({ step, value, index, even: index % 2 === 0 })),
  )
  const color = {
    field: 'index',
    type: 'ordinal' as const,
    scale: { domain: colours.map((_, index) => index), range: colours },
    legend: null,
  }
  return chart({
    autosize: 'none',
    width: plot.width,
    height: plot.height,
    padding: plot,
    title: 'singular value σ',
    data: { values: [{}] },
    layer: [
      { mark: { type: 'rule', strokeDash: [5, 3] }, encoding: { y: one } },
      { data: { values: points }, mark: 'line', encoding: { x, y, color } },
      {
        data: { values: points },
        mark: { type: 'point', size: 55 },
        // Shapes differ as colours do.
        encoding: {
          x,
          y,
          color,
          shape: { condition: { test: 'datum.even', value: 'circle' }, value: 'square' },
        },
      },
      {
        data: { values: apart(spectra.at(-1) ?? [], (labelLine / plot.height) * highest) },
        mark: { type: 'text', x: 'width', align: 'left', dx: 4, fontSize: 11 },
        encoding: { y, text: { field: 'text' } },
      },
      ...['rimmed', 'strong'].map((style) => ({
        mark: { type: 'text' as const, style, x: 4, align: 'left' as const, dy: -10, text: 'σ = 1' },
        encoding: { y: one },
      })),
    ],
  })
}

const written = (value: number): string => (value < 1e-9 ? '0' : String(Number(value.toPrecision(4))))

/** Labels at their values, from the largest down, each at least `least` below the one before. */
const apart = (values: readonly number[], least: number) => {
  let below = Number.POSITIVE_INFINITY
  return [...values]
    .sort((a, b) => b - a)
    .map((value) => {
      below = Math.min(value, below - least)
      return { value: below, text: `≈ ${written(value)}` }
    })
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
