import { glyphOf, pathUnits, type Weight, widthOf } from './font.ts'
import { element, short } from './svg.ts'

const text = /<text([^>]*)>([^<]*)<\/text>/g
const attribute = /([\w:-]+)="([^"]*)"/g
const entity = /&(amp|lt|gt|quot);/g
const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** How much of its width a line lies left of its place. */
const before: Readonly<Record<string, number>> = { middle: 0.5, end: 1 }

/**
 * The picture with its words as paths: resvg would read the whole font from its file again for every letter
 * (thx/resvg-js, issue 367), which takes longer than all the rest.
 */
export const outlined = (svg: string): string =>
  svg.replace(text, (_, attributes: string, content: string) => {
    const given = new Map(
      Array.from(attributes.matchAll(attribute), ([, name = '', value = '']) => [name, value]),
    )
    const size = Number.parseFloat(given.get('font-size') ?? '')
    const weight: Weight = /^(bold|700)$/.test(given.get('font-weight') ?? '') ? 'bold' : 'regular'
    const words = content.replace(entity, (whole, name: string) => signs[name] ?? whole)
    const left = widthOf(words, size, weight) * (before[given.get('text-anchor') ?? ''] ?? 0)
    const [x, y] = [Number(given.get('x') ?? 0) - left, Number(given.get('y') ?? 0)]
    const scale = size / pathUnits
    const turned = given.get('transform')
    const placed = `translate(${short(x)} ${short(y)}) scale(${scale})`
    const rim = given.get('stroke-width')
    return element(
      'g',
      {
        transform: turned === undefined ? placed : `${turned} ${placed}`,
        fill: given.get('fill'),
        opacity: given.get('opacity'),
        stroke: given.get('stroke'),
        'stroke-width': rim && String(Number(rim) / scale),
        'stroke-linejoin': given.get('stroke-linejoin'),
      },
      lettersOf(words, weight),
    )
  })

const lettersOf = (words: string, weight: Weight): string => {
  let at = 0
  let paths = ''
  for (const character of words) {
    const { advance, path } = glyphOf(character, weight)
    if (path !== '') paths += `<path transform="translate(${short(at)})" d="${path}"/>`
    at += advance * pathUnits
  }
  return paths
}
