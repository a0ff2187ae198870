import type { z } from 'zod'
import type { Expression } from './exact/expression.ts'
import type { Exact } from './exact/value.ts'
import type { Figure } from './figure.ts'

export type { Figure } from './figure.ts'

/** One named exact value. `symbol` is LaTeX; `aliases` are other spellings people use for it, in LaTeX or words. */
export type Quantity = {
  readonly name: string
  readonly symbol: string
  readonly value: Exact
  readonly about: string
  readonly aliases?: readonly string[]
  /** Follows from the input alone, whatever convention is chosen: a text that has it wrong is wrong. */
  readonly given?: true
}

/** One step of a derivation; `rule` is a stable id apart from its English. `asks` is the question of the hint. */
export type Step = {
  readonly rule: string
  readonly says: string
  readonly latex: string
  readonly asks?: string
  readonly yields?: readonly Quantity[]
}

export type Convention = { readonly name: string; readonly chosen: string; readonly says: string }

/** What one gets under another convention or by a well-known slip: lets the checker say why. */
export type Alternative = {
  readonly kind: 'convention' | 'misconception'
  readonly says: string
  readonly answers: readonly Quantity[]
  /** What a slip is called where a text chooses it openly and keeps to it: then it is a convention. */
  readonly chosen?: string
  /** Words for the other thing of which it is right, and for the one that is asked about: average pooling and max pooling. */
  readonly rightOf?: { readonly other: readonly string[]; readonly asked: readonly string[] }
}

/** A numeric instance that anyone can recompute, where a symbolic answer rests on an argument. */
export type Witness = { readonly says: string; readonly quantities: readonly Quantity[] }

export type Solution = {
  readonly answers: readonly Quantity[]
  readonly steps: readonly Step[]
  readonly conventions: readonly Convention[]
  readonly alternatives: readonly Alternative[]
  readonly witnesses?: readonly Witness[]
  // The next ones are often getters: checks and pictures ask for them, scripts that want thousands of answers do not.
  /** Other quantities the topic defines, that an explanation may rightly mention though nobody asked. */
  readonly related?: readonly Quantity[]
  readonly figure?: Figure | undefined
  /** Sizes of the arrays that formulas about this topic are written in: a matrix W, the `input` of a layer. */
  readonly arrays?: ReadonlyMap<string, readonly Expression[]>
  /** A numeric instance on which a claimed value of a quantity visibly fails; undefined where none is found. */
  readonly refute?: (quantity: string, claimed: Expression) => Witness | undefined
}

type Example<I extends z.ZodObject = z.ZodObject> = {
  readonly says: string
  readonly input: z.input<I>
  /** Some answers, by name, as mathjs text from a source named in `source`. */
  readonly answers: Readonly<Record<string, string>>
  readonly source: string
}

/** One topic. `idea` is why one wants this, in one or two sentences of ours. */
export type Solver<I extends z.ZodObject = z.ZodObject> = {
  readonly title: string
  readonly idea: string
  readonly input: I
  readonly examples: readonly Example<I>[]
  /** Set where what users type is evaluated: `solve` then runs in a process that can be killed. */
  readonly sandboxed?: true
  solve(input: z.output<I>): Solution
}

/** A command that shows what a solver says. `brief` tells a model what to explain. */
export type TopicCommand = {
  readonly description: string
  readonly brief: string
  readonly solver: Solver
  /** Answers that an explanation must state; the first one where nothing is said. */
  readonly asks?: readonly string[]
}

export type VerdictName =
  | 'agrees'
  | 'disagrees'
  | 'contradicts-itself'
  | 'spirals'
  | 'differs-by-convention'
  | 'incomplete'
  | 'unverified'

/** One thing found in an explanation. `quote` is an exact substring of it; values are mathjs text. */
export type Finding = {
  readonly kind: VerdictName
  readonly quantity?: string
  readonly quote: string
  readonly at?: number
  readonly claimed?: string
  readonly expected?: string
  readonly because?: string
  /** True when it only carries an earlier finding forward. */
  readonly follows?: boolean
}

/** A place in a text, and what stands there. */
export type Passage = { readonly quote: string; readonly at: number }

export type Verdict = {
  readonly verdict: VerdictName
  readonly claims: { readonly agree: number; readonly disagree: number; readonly unverified: number }
  readonly findings: readonly Finding[]
  /** Sentences that say something in numbers or formulas of which nothing could be checked. */
  readonly unchecked?: readonly Passage[]
}

/**
 * A short answer as it was understood. `form` is that of the solution, where a right answer has another one; `elsewhere`
 * is true of what is right under another convention.
 */
export type Wrote =
  | {
      readonly kind: 'read'
      readonly text: string
      readonly form?: string
      readonly elsewhere?: true
      /** Where several values are asked for, each finding says which it is about. */
      readonly several?: true
    }
  | { readonly kind: 'unreadable'; readonly text: string; readonly because: string }

/** A solved command that an explanation is about; `asks` names the answers asked for (all when left out). */
export type Reference = {
  readonly command: string
  readonly label?: string
  /** What people call it beside its label: `stride 2`. */
  readonly also?: readonly string[]
  /** Names that an earlier part gave to values of the solution: `y`, of a value by its name. */
  readonly knows?: Readonly<Record<string, string>>
  readonly solution: Solution
  readonly asks?: readonly string[]
}
