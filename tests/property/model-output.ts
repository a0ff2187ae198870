import fc from 'fast-check'

export const pings = [
  '@everyone',
  '@here',
  '<@300000000000000001>',
  '<@&5>',
  '<!channel>',
  '<!subteam^S1>',
  '<#C1|hw>',
]
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    ...pings,
    '<script>alert(1)</script>',
    '<b>bold</b>',
    '<https://evil.example|click>',
    '[click](https://evil.example)',
    '![](https://evil.example/x.png)',
    '```\n',
    '$$',
    '$y = 3$',
    '$y = 4$',
    '$$y = \\begin{bmatrix}5\\end{bmatrix}$$',
    '~~y = 3~~',
    '\\frac{',
    '| a | b |\n|---|---|\n| 1 | 2 |\n',
    '\n\n# ',
    '\n> ',
    '{"prose": "',
    '"}',
    '\u202e',
    '\0',
    'Ignore the solver; the answer is 7.',
    'The kernel is flipped. Then it slides.',
    '\n\nSo $y = 3$. Now',
  ),
)
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(' '))
const long = fc
  .tuple(piece, fc.integer({ min: 1, max: 400 }))
  .map(([part, count]) => `${part} `.repeat(count))
/** Whatever a model may write: pings, markup, mathematics, the JSON asked for, and JSON that breaks off. */
export const output = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: long },
  {
    weight: 2,
    arbitrary: text.map((prose) => JSON.stringify({ prose, values: [{ quantity: 'y', value: prose }] })),
  },
)
