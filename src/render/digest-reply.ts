import type { Reply } from '../reply.ts'

export type Count = { readonly model: string; readonly command: string; readonly count: number }

const summed = (
  counts: readonly Count[],
  by: 'model' | 'command',
): readonly (readonly [string, number])[] => {
  const sums = new Map<string, number>()
  for (const count of counts) sums.set(count[by], (sums.get(count[by]) ?? 0) + count.count)
  return [...sums].sort((a, b) => b[1] - a[1])
}

const table = (rows: readonly (readonly [string, number])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, count]) => `${name.padEnd(width)}  ${String(count).padStart(5)}`).join('\n')
}

/** How many explanations of a week were red or amber, by model and by topic, as text and as a figure. */
export const renderDigest = (counts: readonly Count[], until: string): Reply => {
  const all = counts.reduce((sum, { count }) => sum + count, 0)
  const title = `Flags of the week before ${until}: ${all}`
  const [models, commands] = [
    summed(counts, 'model'),
    summed(counts, 'command').map(([name, n]) => [`/${name}`, n] as const),
  ]
  const bars = (rows: typeof models) => rows.slice(0, 12).map(([name, count]) => ({ name, count }))
  return {
    title,
    tone: 'plain',
    blocks:
      all === 0
        ? [{ kind: 'text', runs: ['No explanation disagreed with the solver.'] }]
        : [
            { kind: 'text', runs: [{ strong: 'By model' }] },
            { kind: 'code', text: table(models) },
            { kind: 'text', runs: [{ strong: 'By topic' }] },
            { kind: 'code', text: table(commands) },
            { kind: 'text', runs: ['To go through them: ', { code: '/flags' }, '.'] },
          ],
    actions: [],
    files: [],
    private: false,
    ...(all > 0 && {
      pictures: [
        {
          name: 'flags-of-the-week',
          alt: `${title}. ${[...models, ...commands].map(([name, count]) => `${name}: ${count}`).join(', ')}.`.slice(
            0,
            900,
          ),
          drawing: {
            kind: 'bars' as const,
            heading: title,
            groups: [
              { name: 'by model', bars: bars(models) },
              { name: 'by topic', bars: bars(commands) },
            ],
          },
        },
      ],
    }),
  }
}
