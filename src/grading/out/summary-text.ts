import type { ClassSummary } from './summary.ts'

export const summaryText = (summary: ClassSummary): string => {
  const { heading, students, waiting, totals } = summary
  const { correct, partial, wrong, person } = totals
  return [
    `${heading}: ${many(students, 'student')}, ${many(correct + partial + wrong + person, 'answer')}, ${person} for a person`,
    `Correct ${correct}, partly ${partial}, wrong ${wrong}.`,
    ...(waiting > 0
      ? [`Students with answers that a person still judges: ${waiting}; those answers count 0 here.`]
      : []),
    '',
    ...histogramLines(summary),
    '',
    ...partLines(summary),
    '',
    ...slipLines(summary),
    '',
  ].join('\n')
}

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

const barWidth = 40

const range = ({ histogram, most }: ClassSummary, at: number): string =>
  [at, at + 1].map((bin) => ((bin * most) / histogram.length).toFixed(1)).join('–')

const histogramLines = (summary: ClassSummary): readonly string[] => {
  const highest = Math.max(1, ...summary.histogram)
  return [
    `Points of ${summary.most}        students`,
    ...summary.histogram.map((students, at) =>
      `${range(summary, at).padStart(12)}  ${String(students).padStart(7)}  ${'█'.repeat(Math.round((students / highest) * barWidth))}`.trimEnd(),
    ),
  ]
}

const percent = (share: number | undefined): string =>
  share === undefined ? '–' : `${(share * 100).toFixed(0)} %`

const partLines = ({ parts }: ClassSummary): readonly string[] => [
  'Part    points  correct  partial    wrong   person   (hardest first)',
  ...parts.map(
    ({ part, counts, share }) =>
      part.padEnd(8) +
      percent(share).padStart(6) +
      [counts.correct, counts.partial, counts.wrong, counts.person]
        .map((n) => String(n).padStart(9))
        .join(''),
  ),
]

const slipLines = ({ slips }: ClassSummary): readonly string[] =>
  slips.length === 0
    ? ['No known misconception was found.']
    : [
        'Most common misconceptions',
        ...slips.map(({ part, says, times }) => `${String(times).padStart(6)}  ${part}: ${says}`),
      ]

/** The figure in words, for who cannot see it. */
export const summaryAlt = (summary: ClassSummary): string => {
  const { heading, students, parts, slips, histogram } = summary
  const fullest = histogram.indexOf(Math.max(...histogram))
  const [hardest] = parts
  const [slip] = slips
  return [
    `${heading}: points of ${students} students.`,
    `Most, ${histogram[fullest] ?? 0}, have ${range(summary, fullest)} of ${summary.most}.`,
    ...(hardest
      ? [`The hardest part is ${hardest.part}, with ${percent(hardest.share)} of its points.`]
      : []),
    ...(slip ? [`The most common misconception, ${slip.times} times, is in ${slip.part}: ${slip.says}`] : []),
  ].join(' ')
}
