import { z } from 'zod'

const scalar = z.union([z.string(), z.number()]).transform(String)

const solution = z.strictObject({
  /** Tells the solutions of one part apart: `i`, `ii`. */
  label: z.string().optional(),
  /** Other names by which answers tell it apart: `stride 2`. */
  also: z.array(z.string().min(1)).optional(),
  command: z.string(),
  input: z.record(z.string(), z.unknown()).default({}),
  asks: z.array(z.string()).min(1).optional(),
})

const part = z.strictObject({
  part: z.string().regex(/^\d+[a-z]*(-[ivx]+)?$/, 'is a number and a letter, such as 3c'),
  points: z.number().min(0).default(1),
  /** Markdown with LaTeX. */
  statement: z.string().min(1),
  /** Commands whose answers are the solution; none where a person must judge. */
  solutions: z.array(solution).default([]),
  /** Conventions whose values are accepted as well: for each a phrase of the sentence that names it, `cross-correlation`. */
  accepts: z.array(z.string()).default([]),
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

export type SetSolution = z.output<typeof solution>
export type Part = z.output<typeof part>
export type ProblemSet = z.output<typeof problemSetSchema> & {
  readonly course: string
  readonly name: string
}
