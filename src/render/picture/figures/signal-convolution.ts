import { entriesOf } from '../../../exact/tensor.ts'
import type { Tensor } from '../../../exact/value.ts'
import type { ConvolutionFigure } from '../../../figure.ts'
import { room } from '../page.ts'
import { type Art, paragraph, stack } from '../svg.ts'
import { sumArt, sumOf } from './convolution.ts'
import { type Stem, stemPanel } from './stems.ts'

/** x, the kernel as it lies at one output, and y, as stems over one index. */
export const drawSignalConvolution = async (figure: ConvolutionFigure): Promise<Art> => {
  const { x, kernel, y, flipped, stride, dilation, padding } = figure
  const [size, taps] = [x.entries.length, kernel.entries.length]
  const start = (n: number): number => n * stride[1] - padding[1][0]
  const overlap = (n: number): number =>
    Array.from({ length: taps }, (_, j) => start(n) + j * dilation[1]).filter((at) => at >= 0 && at < size)
      .length
  const outputs = Array.from({ length: y.entries.length }, (_, n) => n)
  // The first output with the most products says the most.
  const most = Math.max(...outputs.map(overlap))
  const n = outputs.find((at) => overlap(at) === most) ?? 0
  const under = (at: number): boolean =>
    Array.from({ length: taps }, (_, j) => start(n) + j * dilation[1]).includes(at)
  const [from, to] = [Math.min(0, start(n)), Math.max(size - 1, start(n) + (taps - 1) * dilation[1])]
  const stems = (value: Tensor, place: (at: number) => number, marked: (at: number) => boolean): Stem[] =>
    entriesOf(value).map((entry, at) => ({ at: place(at), value: entry, marked: marked(at) }))
  return stack(
    [
      paragraph(
        flipped
          ? 'Convolution: the flipped kernel h slides over x'
          : 'Correlation: the kernel h slides over x',
        room,
        { size: 14, weight: 'bold' },
      ),
      await stemPanel({ title: 'x[k]', name: 'x', axis: 'k', from, to, stems: stems(x, (at) => at, under) }),
      await stemPanel({
        title: flipped ? `h, flipped, as it lies at n = ${n}` : `h as it lies at n = ${n}`,
        name: 'kernel',
        axis: 'k',
        from,
        to,
        stems: stems(
          kernel,
          (at) => start(n) + at * dilation[1],
          () => true,
        ),
      }),
      await stemPanel({
        title: 'y[n]',
        name: 'y',
        axis: 'n',
        from: 0,
        to: y.entries.length - 1,
        stems: stems(
          y,
          (at) => at,
          (at) => at === n,
        ),
      }),
      sumArt(sumOf(asRows(figure), n).replace('y[0, ', 'y[')),
    ],
    8,
  )
}

/** The same as a matrix of one row. */
const asRows = (figure: ConvolutionFigure): ConvolutionFigure => {
  const row = (value: Tensor): Tensor => ({ ...value, shape: [1, value.entries.length] })
  return { ...figure, x: row(figure.x), kernel: row(figure.kernel), y: row(figure.y) }
}
