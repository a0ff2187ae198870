import { z } from 'zod'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Exact } from '../src/exact/value.ts'
import { field } from '../src/fields.ts'
import type { Convention, Solution, Solver } from '../src/model.ts'
import { alternativesOf } from '../src/topics/invariance/alternatives.ts'
import { checkConsistent, checkNames, findMatch } from '../src/topics/invariance/matches.ts'
import { readNamed } from '../src/topics/invariance/read-named.ts'
import { stepsOf } from '../src/topics/invariance/steps.ts'
import { example, type Found, featureOf, saysMatch, undetermined } from '../src/topics/invariance/words.ts'

const input = z.strictObject({
  images: field({ about: 'Images by name: x1=[[…]]; x2=[[…]]', example: example.images }, (raw) =>
    readNamed(raw, 2),
  ),
  features: field(
    { about: 'Known feature vectors by image: x1=[…]; x2=[…]', example: example.features },
    (raw) => readNamed(raw, 1),
  ),
})

const conventions: readonly Convention[] = [
  {
    name: 'network',
    chosen: 'circular padding, stride 1, global average pooling',
    says: 'Every convolution has circular padding and stride 1, and global average pooling comes before the dense layers.',
  },
  {
    name: 'shifts',
    chosen: 'circular',
    says: 'Shifts go round the border; rows count downwards and columns to the right. The shortest shift is named where several fit.',
  },
  {
    name: 'otherwise',
    chosen: 'not determined',
    says: 'For an image that is no shift of a known one, the architecture alone determines nothing.',
  },
]

export default {
  title: 'Shift invariance of a convolutional network',
  idea: 'A network that treats all positions alike need not learn the same pattern at each of them; knowing this, one can predict its output without its weights.',
  input,
  examples: [
    {
      says: 'A row of ones elsewhere, and a diagonal',
      input: {
        images: 'x1=[[1,1],[0,0]]; x2=[[1,0],[1,0]]; x3=[[0,0],[1,1]]; x4=[[1,0],[0,1]]',
        features: 'x1=[0.8,0,0]; x2=[0,0.8,0]',
      },
      answers: { g3: '[4/5, 0, 0]', g4: 'not determined' },
      source:
        'Cohen and Welling, Group Equivariant Convolutional Networks (2016), sections 2 and 6: pooling over the group makes features invariant',
    },
  ],
  solve({ images, features }): Solution {
    checkNames(images, features)
    checkConsistent(images, features)
    const found = [...images]
      .filter(([name]) => !features.has(name))
      .map(([name, image]): Found => ({ name, match: findMatch(image, images, features) }))
    // LaTeX text takes no bare underscore.
    const words = found.map((one): Exact => ({ kind: 'word', word: saysMatch(one).replaceAll('_', ' ') }))
    const answers = [
      ...found.map(({ name, match }) => featureOf(name, match?.features ?? undetermined)),
      {
        name: 'shifts',
        symbol: '\\text{shifts}',
        value: { kind: 'list', items: words } as const,
        about: 'which image is which, shifted how',
      },
    ]
    return {
      answers,
      steps: stepsOf(found, images, answers),
      conventions,
      alternatives: distinctAnswers(alternativesOf(found, features), answers),
      get related() {
        return [...features].map(([name, value]) => featureOf(name, value, `given features of ${name}`))
      },
    }
  },
} satisfies Solver<typeof input>
