import { toLatex } from '../../exact/write/write.ts'
import type { Quantity, Step } from '../../model.ts'
import { type Found, type Images, imageSymbol, type Match, saysMatch, subscripted } from './words.ts'

export const stepsOf = (
  found: readonly Found[],
  images: Images,
  answers: readonly Quantity[],
): readonly Step[] => {
  const matched = found.filter(({ match }) => match)
  const index = (name: string, { shift, of }: Match): string => {
    const [rows = 1, columns = 1] = images.get(name)?.shape ?? []
    const back = (letter: string, by: number, size: number): string =>
      by === 0 ? letter : `(${letter} ${by > 0 ? '-' : '+'} ${Math.abs(by)}) \\bmod ${size}`
    return `${imageSymbol(name)}[i, j] &= ${imageSymbol(of)}[${back('i', shift.rows, rows)},\\ ${back('j', shift.columns, columns)}]`
  }
  const shifts = matched.map(({ name, match }) => (match ? index(name, match) : '')).join(' \\\\ ')
  const values = found.map(({ name, match }) =>
    match
      ? `${subscripted('g', name)} &= ${subscripted('g', match.of)} = ${toLatex(match.features)}^\\top`
      : `${subscripted('g', name)} &\\ \\text{not determined}`,
  )
  const [answer, shift] = [
    answers.filter(({ name }) => name !== 'shifts'),
    answers.filter(({ name }) => name === 'shifts'),
  ]
  return [
    {
      rule: 'find-shifts',
      says: `Compare each image with those whose features are known: ${found.map(saysMatch).join('; ')}.`,
      latex:
        shifts === ''
          ? '\\text{no image is a circular shift of a known one}'
          : `\\begin{aligned}${shifts}\\end{aligned}`,
      asks: 'Which known image, shifted round the border, gives each image without features?',
      yields: shift,
    },
    {
      rule: 'equivariance',
      says: 'With circular padding and stride 1 every convolution commutes with a circular shift T, and so does a function of each entry such as ReLU: the feature maps shift along.',
      latex: '\\text{ReLU}(w * (T x) + b) = T\\,\\text{ReLU}(w * x + b)',
      asks: 'What happens to the feature maps when the input is shifted circularly?',
    },
    {
      rule: 'global-average',
      says: 'The global average adds all positions, so a shift of the map does not change it; what follows sees the same numbers.',
      latex: '\\text{GAP}(T z) = \\text{GAP}(z) \\implies f(T x) = f(x)',
      asks: 'What does global average pooling make of a shifted feature map?',
    },
    {
      rule: 'same-orbit',
      says: 'Images that are shifts of each other share their features; nothing follows for any other image.',
      latex: values.length === 0 ? 'f(T x) = f(x)' : `\\begin{aligned}${values.join(' \\\\ ')}\\end{aligned}`,
      asks: 'Which features do the images share?',
      yields: answer,
    },
  ]
}
