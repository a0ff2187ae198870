import { z } from 'zod'

const scalar = z.union([z.string(), z.number()]).transform(String)

const solution = z.strictObject({
  /** Tells the solutions of one part apart: `i`, `ii`. */
  label: z.string().trim().min(1).optional(),
  /** Other names by which answers tell it apart: `stride 2`. */
  also: z.array(z.string().min(1)).optional(),
  /** Names from earlier parts, and which value of this solution they stand for: `{ y: y_0 }`. */
  knows: z.record(z.string(), z.string()).optional(),
  command: z.string(),
  input: z.record(z.string(), z.unknown()).default({}),
  asks: z.array(z.string()).min(1).optional(),
})

/** Replies and answers tell the solutions of a part apart by nothing else. */
const requireLabels = (solutions: readonly z.output<typeof solution>[], context: z.RefinementCtx): void => {
  if (solutions.length < 2) return
  const labels = solutions.map(({ label = '' }) => label.toLowerCase())
  for (const [at, label] of labels.entries()) {
    const earlier = labels.indexOf(label)
    if (label !== '' && earlier === at) continue
    const wrong = label === '' ? 'has no label' : `has the label \`${label}\` of solution ${earlier + 1}`
    context.addIssue({
      code: 'custom',
      path: [at, 'label'],
      message: `solution ${at + 1} ${wrong}: several solutions of a part need a label each, such as i and ii`,
    })
  }
}

const part = z.strictObject({
  part: z.string().regex(/^\d+[a-z]*(-[ivx]+)?$/, 'is a number and a letter, such as 3c'),
  points: z.number().min(0).default(1),
  /** Markdown with LaTeX. */
  statement: z.string().min(1),
  /** Commands whose answers are the solution; none where a person must judge. */
  solutions: z.array(solution).superRefine(requireLabels).default([]),
  /** Conventions whose values are accepted as well: for each a phrase of the sentence that names it, `cross-correlation`. */
  accepts: z.array(z.string()).default([]),
  /** Words that may stand beside the values and say nothing of them, such as a property's name: `time invariance`. */
  remarks: z.array(z.string().regex(/\p{L}/u, 'is a word or several')).optional(),
  /** The course's own key, by answer; one more thing to check. */
  key: z.record(z.string(), scalar).optional(),
})

const date = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))])

/** A file `courses/<course>/<set>.yaml`. */
export const problemSetSchema = z.strictObject({
  title: z.string(),
  /** Before it, students see no answer and no step. */
  release: date.optional(),
  /** Whether answers are checked before the release. */
  checks: z.boolean().default(true),
  /** The share of the points that a value earns which is right under a convention that is not accepted. */
  conventionCredit: z.number().min(0).max(1).default(0),
  parts: z.array(part).min(1),
})

export type Part = z.output<typeof part>
export type ProblemSet = z.output<typeof problemSetSchema> & {
  readonly course: string
  readonly name: string
}
