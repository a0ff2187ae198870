import type { Attachment, Block, Reply } from '../reply.ts'

type ShownBatch = {
  /** As `/grade cancel` takes it. */
  readonly id: string
  readonly set: string
  readonly students: number
  readonly parts: number
  readonly answers: number
}

export type ShownProgress = ShownBatch & {
  readonly graded: number
  readonly counts: ShownCounts
  readonly pace?: { readonly perSecond: number; readonly secondsLeft: number } | undefined
  /** Texts of feedback that are there, of those that are to be. */
  readonly texts?: { readonly done: number; readonly all: number } | undefined
}

type ShownCounts = {
  readonly correct: number
  readonly partial: number
  readonly wrong: number
  readonly convention: number
  readonly person: number
}

const reply = (title: string, blocks: readonly Block[], extra: Partial<Reply> = {}): Reply => ({
  title,
  tone: 'plain',
  blocks,
  actions: [],
  files: [],
  // Grades are for who asked.
  private: true,
  ...extra,
})

const text = (...lines: readonly string[]): Block => ({ kind: 'text', runs: [lines.join('\n')] })

export const number = (value: number): string => Math.round(value).toLocaleString('en')

export const many = (count: number, what: string): string =>
  `${number(count)} ${what}${count === 1 ? '' : 's'}`

/** Tells of answers that a file has twice; `rows` are where the first of them stand. */
export const repeatedText = ({
  count,
  rows,
}: {
  readonly count: number
  readonly rows: readonly number[]
}): string => {
  const where = [...new Set(rows)].join(', ')
  const more = count > rows.length ? ', …' : ''
  return count === 1
    ? `1 answer stands in the file before, word for word (row ${where}); it counts once.`
    : `${many(count, 'answer')} stand in the file before, word for word (rows ${where}${more}); each counts once.`
}

const sizeText = ({ students, parts, answers }: ShownBatch): string =>
  students * parts === answers
    ? `${many(students, 'student')} × ${many(parts, 'part')}`
    : `${many(students, 'student')}, ${many(answers, 'answer')}`

const duration = (seconds: number): string => {
  if (seconds < 90) return `${Math.max(1, Math.ceil(seconds))} s`
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}

const barWidth = 15

const bar = (done: number, all: number): string => {
  const full = all === 0 ? 0 : Math.floor((done / all) * barWidth)
  return '▓'.repeat(full) + '░'.repeat(barWidth - full)
}

const countsText = ({ correct, partial, wrong, convention, person }: ShownCounts): string =>
  [
    `${number(correct)} correct`,
    ...(partial > 0 ? [`${number(partial)} partly`] : []),
    `${number(wrong)} wrong`,
    ...(convention > 0 ? [`${number(convention)} other convention`] : []),
    `${number(person)} for a person`,
  ].join(' · ')

export const renderReading = (set: string, answers: number): Reply =>
  reply(`Grading ${set}`, [
    text(answers === 0 ? 'Reading the file…' : `Reading: ${many(answers, 'answer')}…`),
  ])

export const renderBatchProgress = (batch: ShownProgress): Reply => {
  const { set, answers, graded, counts, pace, texts } = batch
  const left = pace && graded < answers ? ` · about ${duration(pace.secondsLeft)} left` : ''
  const rate = pace ? ` · ${number(pace.perSecond)} a second${left}` : ''
  return reply(`Grading ${set} · ${sizeText(batch)}`, [
    text(
      `${bar(graded, answers)} ${number(graded)} of ${number(answers)}${rate}`,
      countsText(counts),
      ...(texts ? [`Feedback: ${number(texts.done)} of ${many(texts.all, 'text')}`] : []),
    ),
  ])
}

/** What a summary may take of a message. */
const longestSummary = 3000

const summaryBlock = (summary: string): Block => {
  const whole = summary.trim()
  if (whole.length <= longestSummary) return { kind: 'code', text: whole }
  const cut = whole.slice(0, whole.lastIndexOf('\n', longestSummary))
  return { kind: 'code', text: `${cut}\n…` }
}

export type ShownEnd = ShownProgress & {
  readonly summary: string
  readonly files: readonly Attachment[]
  /** Where those are that no message can hold, as a sentence. */
  readonly elsewhere?: string | undefined
  /** What changed since an earlier grading, where one is known. */
  readonly regrade?: string | undefined
  /** What came of the feedback, where it was asked for. */
  readonly feedback?: string | undefined
}

/** The message that tells the end, with everything that the person asked for. */
export const renderGraded = (end: ShownEnd): Reply => {
  const { set, graded, answers, counts, summary, files, elsewhere, regrade, feedback } = end
  const whole = graded === answers
  return reply(
    whole
      ? `Graded ${set} · ${sizeText(end)}`
      : `Cancelled: ${set} · ${number(graded)} of ${number(answers)}`,
    [
      text(
        countsText(counts),
        ...(whole
          ? []
          : ['What is graded is kept: the same file with the same set goes on from there. Here it is.']),
        ...(regrade === undefined ? [] : [regrade]),
        ...(feedback === undefined ? [] : [feedback]),
      ),
      ...(whole ? [summaryBlock(summary)] : []),
      ...(elsewhere === undefined ? [] : [text(elsewhere)]),
    ],
    { files, tone: whole ? 'green' : 'amber' },
  )
}

/** In the place of the progress, once the end is told elsewhere; `told` says that it could be. */
export const renderOver = (batch: ShownProgress, told: boolean): Reply =>
  reply(`${batch.graded === batch.answers ? 'Graded' : 'Cancelled:'} ${batch.set} · ${sizeText(batch)}`, [
    text(
      countsText(batch.counts),
      told ? 'The files are in a direct message to you.' : '`/grade status` gives the files.',
    ),
  ])

/** The request is over before its batch is. */
export const renderGoesOn = (batch: ShownProgress, toldLater: boolean): Reply =>
  reply(`Grading ${batch.set} · ${sizeText(batch)}`, [
    text(
      `${bar(batch.graded, batch.answers)} ${number(batch.graded)} of ${number(batch.answers)}`,
      toldLater
        ? 'It goes on, and you get a message at the end. This one is not brought up to date any more; `/grade status` tells how far it is.'
        : 'It goes on while Exacta runs. The same command shows the rest, whenever it is given.',
    ),
  ])

export const renderLostFile = (set: string): Reply =>
  reply(
    `Grading ${set}`,
    [
      text(
        'Exacta was stopped while it read your file, and has kept nothing of it. Please hand it in again.',
      ),
    ],
    { tone: 'amber' },
  )

export type ShownRequest = {
  readonly id: string
  readonly set: string
  readonly minutes: number
  readonly state: string
  readonly graded: number
  readonly answers: number
}

const ago = (minutes: number): string => {
  if (minutes < 1) return 'just now'
  if (minutes < 120) return `${minutes} min ago`
  return minutes < 2880 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 1440)} days ago`
}

export const renderStatus = (requests: readonly ShownRequest[], files: readonly Attachment[]): Reply => {
  if (requests.length === 0)
    return reply('Your batches', [text('You have none. `/grade set:hw4` with a file begins one.')])
  const rows = requests.map(({ id, set, minutes, state, graded, answers }) => [
    id,
    set,
    bar(graded, answers),
    `${number(graded)} of ${number(answers)}`,
    state,
    ago(minutes),
  ])
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? []
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (at === 3 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  return reply('Your batches', [{ kind: 'code', text: lines.join('\n') }], { files })
}

export const renderCancelled = (id: string, set: string, others: boolean): Reply =>
  reply('Cancelled', [
    text(
      others
        ? `You are not told of ${set} (${id}) any more. It goes on, for somebody else waits for it too.`
        : `${set} (${id}) stops. What is graded is kept: the same file with the same set goes on from there.`,
    ),
  ])

export const renderFeedbackStopped = (id: string, set: string): Reply =>
  reply('Cancelled', [
    text(`No more feedback is written on ${set} (${id}). The files come with what there is.`),
  ])
