import { InputError } from '../../errors.ts'
import { circularShift } from '../../exact/circular-shift.ts'
import type { Tensor } from '../../exact/value.ts'
import { toText, toUnicode } from '../../exact/write/write.ts'
import { example, type Images, type Match, shiftWords } from './words.ts'

export const checkNames = (images: Images, features: Images): void => {
  for (const name of features.keys())
    if (!images.has(name))
      throw new InputError(
        'domain',
        `There is no image ${name}; the images are ${[...images.keys()].join(', ')}.`,
        {
          field: 'features',
          example: example.features,
        },
      )
  const sizes = new Set([...features.values()].map(({ shape }) => shape[0]))
  if (sizes.size > 1)
    throw new InputError(
      'domain',
      'One network gives feature vectors of one length; these differ in length.',
      {
        field: 'features',
        example: example.features,
      },
    )
}

/** Images in one orbit must share their features: f would otherwise have two values. */
export const checkConsistent = (images: Images, features: Images): void => {
  const known = [...features]
  for (const [at, [first, ours]] of known.entries())
    for (const [second, theirs] of known.slice(at + 1)) {
      const [from, to] = [images.get(first), images.get(second)]
      if (!from || !to || toText(ours) === toText(theirs)) continue
      const shift = circularShift(from, to)
      if (shift)
        throw new InputError(
          'domain',
          `${second} is ${first} shifted ${shiftWords(shift)}, so their features must be equal; ${toUnicode(ours)} and ${toUnicode(theirs)} contradict that.`,
          { field: 'features', example: example.features },
        )
    }
}

export const findMatch = (image: Tensor, images: Images, features: Images): Match | undefined => {
  for (const [of, known] of features) {
    const from = images.get(of)
    const shift = from && circularShift(from, image)
    if (shift) return { of, shift, features: known }
  }
  return undefined
}
