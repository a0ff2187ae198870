import { toText } from '../../exact/write/write.ts'
import type { Alternative, Quantity } from '../../model.ts'
import { type Found, featureOf, type Images, type Match, saysMatch, undetermined } from './words.ts'

/** Each image with the features of another orbit, and all at once where there are two orbits. */
export const alternativesOf = (found: readonly Found[], features: Images): readonly Alternative[] => {
  const values = new Map([...features].map(([name, value]) => [toText(value), { name, value }]))
  const others = (match: Match | undefined) =>
    [...values.values()].filter(({ value }) => !match || toText(value) !== toText(match.features))
  const wrong = (says: string, answers: readonly Quantity[]): Alternative => ({
    kind: 'misconception',
    says,
    answers,
  })
  const swapped = found.flatMap(({ name, match }) => {
    const [other, ...more] = others(match)
    return match && other && more.length === 0 ? [featureOf(name, other.value)] : []
  })
  const single = found.flatMap((one) =>
    others(one.match)
      .slice(0, 4)
      .map(({ name, value }) =>
        wrong(`These are the features of ${name}; but ${saysMatch(one)}.`, [featureOf(one.name, value)]),
      ),
  )
  const zeros = found.flatMap(({ name, match }) => (match ? [featureOf(name, undetermined)] : []))
  return [
    ...(swapped.length > 1
      ? [
          wrong(
            'This is what one gets when rows and columns are confused: each image has the features of the other kind.',
            swapped,
          ),
        ]
      : []),
    ...single,
    wrong(
      'This is what one gets with zero padding, where the border breaks the shift; here the padding is circular.',
      zeros,
    ),
  ]
}
