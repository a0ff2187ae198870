import type { Asker } from '../asker.ts'
import { UpstreamError } from '../errors.ts'
import type { Allowance } from './allowance.ts'
import {
  type AttemptOptions,
  createAttempt,
  isSound,
  type Judged,
  type Progress,
  type Task,
} from './attempt.ts'
import { type Archive, keyOf } from './cache.ts'
import { createShare, type Work } from './share.ts'

type Explanation =
  | (Judged & { readonly kind: 'written'; readonly told: boolean })
  /** No text, and why, as a sentence; `personal` where that concerns one person only. */
  | { readonly kind: 'none'; readonly because: string; readonly personal: boolean }

export type Explainer = {
  /** Never rejects for what a model or its endpoint does. */
  explain(
    task: Task,
    asker: Asker,
    options?: {
      readonly signal?: AbortSignal | undefined
      readonly onProgress?: ((progress: Progress) => void) | undefined
    },
  ): Promise<Explanation>
}

export type ExplainerOptions = AttemptOptions & {
  readonly allowance: Allowance
  readonly archive?: Archive | undefined
}

/** Explanations kept in memory. */
const mostKept = 500

/** A model's texts, each paid for once, checked, and written anew once where something in them is wrong. */
export const createExplainer = (options: ExplainerOptions): Explainer => {
  const { model, allowance, ledger, archive, log } = options
  const kept = new Map<string, Explanation>()
  const share = createShare<Explanation, Progress>()
  const keep = (key: string, explanation: Explanation): Explanation => {
    kept.set(key, explanation)
    const [oldest] = kept.size > mostKept ? kept.keys() : []
    if (oldest !== undefined) kept.delete(oldest)
    return explanation
  }
  /** Undefined where the asker may have one more. */
  const refusal = async ({ course, pseudonym, staff }: Asker): Promise<Explanation | undefined> => {
    if (staff) return undefined
    if (!(await ledger.hasBudget(course))) return none(budgetSpent)
    const waitMs = allowance.take(pseudonym)
    return waitMs === 0 ? undefined : none(comeBackIn(waitMs), true)
  }

  return {
    async explain(task, asker, { signal, onProgress } = {}) {
      const prompt = task.prompt()
      const key = keyOf(model.name, prompt)
      const ready = kept.get(key)
      if (ready) return ready
      if (!share.isRunning(key)) {
        onProgress?.({ phase: 'writing' })
        const refused = await refusal(asker)
        // Somebody else may have begun while the budget was looked up; then this one costs nothing.
        const joins = share.isRunning(key)
        if (joins && !refused) allowance.giveBack(asker.pseudonym)
        if (!joins && refused) return refused
      }
      const work: Work<Explanation, Progress> = async (ending, tell) => {
        const attempt = createAttempt(task, asker, options, ending, tell)
        const stored = await archive?.find(key)
        if (stored) {
          const judged = { ...(await task.judge(stored)), model: stored.model, prompt: prompt.version }
          // What the checker of today finds wrong is written anew.
          if (isSound(judged)) {
            allowance.giveBack(asker.pseudonym)
            return keep(key, { kind: 'written', told: false, ...judged })
          }
        }
        try {
          const { written, judged, told } = await attempt()
          // A wrong text is nobody's for longer than this process runs.
          if (isSound(judged)) archive?.keep(key, written, prompt.version)
          if (judged.unchecked) return none(judged.unfit ?? '')
          return keep(key, judged.unfit ? none(judged.unfit) : { kind: 'written', told, ...judged })
        } catch (error) {
          allowance.giveBack(asker.pseudonym)
          throw error
        }
      }
      try {
        return await share.run(key, work, { signal, onProgress })
      } catch (error) {
        if (signal?.aborted) return none('The explanation was called off.')
        if (!(error instanceof UpstreamError)) throw error
        log.warn({ kind: error.kind, asker: asker.pseudonym }, error.message)
        return none(`The model did not answer (${error.message}).`)
      }
    },
  }
}

const none = (because: string, personal = false): Explanation => ({ kind: 'none', because, personal })

const budgetSpent = 'The course has used up its explanations for today; there are new ones tomorrow.'

const comeBackIn = (waitMs: number): string => {
  const minutes = Math.ceil(waitMs / 60_000)
  return `You have used up your explanations for now; the next one is ready in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`
}
