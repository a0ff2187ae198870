import type { Shift } from '../../exact/circular-shift.ts'
import type { Exact, Tensor } from '../../exact/value.ts'
import type { Quantity } from '../../model.ts'

export const example = {
  images: 'x1=[[1,1],[0,0]]; x2=[[1,0],[1,0]]; x3=[[0,0],[1,1]]',
  features: 'x1=[0.8,0,0]; x2=[0,0.8,0]',
}

/** An image whose features are known, and the shift that turns it into the image in question. */
export type Match = { readonly of: string; readonly shift: Shift; readonly features: Tensor }

export type Found = { readonly name: string; readonly match: Match | undefined }

export type Images = ReadonlyMap<string, Tensor>

export const undetermined: Exact = { kind: 'word', word: 'not determined' }

/** `g3` for the image `x3`; `g_cat` for `cat`. */
const featureName = (image: string): string => (/^x\d+$/.test(image) ? `g${image.slice(1)}` : `g_${image}`)

export const subscripted = (letter: string, image: string): string => {
  const index = /^x(\d+)$/.exec(image)?.[1]
  return index === undefined ? `${letter}_{\\text{${image.replaceAll('_', ' ')}}}` : `${letter}_{${index}}`
}

export const imageSymbol = (image: string): string =>
  /^x\d+$/.test(image) ? subscripted('x', image) : `\\text{${image.replaceAll('_', ' ')}}`

export const featureOf = (image: string, value: Exact, about = `features of ${image}`): Quantity => {
  const [symbol, x] = [subscripted('g', image), imageSymbol(image)]
  const aliases = [`f(${x})`, `${symbol}^\\top`, `\\mathbf{${symbol.slice(0, 1)}}${symbol.slice(1)}`]
  return { name: featureName(image), symbol, value, about, aliases }
}

const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`

export const shiftWords = ({ rows, columns }: Shift): string => {
  const parts = [
    ...(rows === 0 ? [] : [`${count(Math.abs(rows), 'row')} ${rows > 0 ? 'down' : 'up'}`]),
    ...(columns === 0
      ? []
      : [`${count(Math.abs(columns), 'column')} to the ${columns > 0 ? 'right' : 'left'}`]),
  ]
  return parts.length === 0 ? 'not at all' : parts.join(' and ')
}

export const saysMatch = ({ name, match }: Found): string =>
  match
    ? `${name} is ${match.of} shifted ${shiftWords(match.shift)}`
    : `${name} is no circular shift of an image with known features`
