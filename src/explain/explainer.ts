import type { Asker } from '../asker.ts'
import { UpstreamError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Finding, Verdict } from '../model.ts'
import type { Allowance } from './allowance.ts'
import { type Archive, keyOf } from './cache.ts'
import type { ModelClient, Written } from './client.ts'
import type { Ledger } from './ledger.ts'
import type { Prompt } from './prompt.ts'
import { createShare } from './share.ts'

export type Judged = {
  readonly text: string
  readonly verdict: Verdict
  readonly model: string
  readonly prompt: string
  /** Why the text is no use whatever its verdict, such as a hint that gives the result away. */
  readonly unfit?: string | undefined
}

/** One explanation to write, whoever asks for it. */
export type Task = {
  prompt(faults?: readonly Finding[]): Prompt
  judge(written: Written): Omit<Judged, 'model' | 'prompt'>
  /** Puts a text on the staff's list; false where that failed. */
  flag(judged: Judged): Promise<boolean>
}

export type Phase = 'writing' | 'checking' | 'again'

export type Explanation =
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
      readonly onPhase?: ((phase: Phase) => void) | undefined
    },
  ): Promise<Explanation>
}

export type ExplainerOptions = {
  readonly model: ModelClient
  readonly timeoutMs: number
  readonly allowance: Allowance
  readonly ledger: Ledger
  readonly archive?: Archive | undefined
  readonly log: Log
}

/** Explanations kept in memory. */
const mostKept = 500

/** A model's texts, each paid for once, checked, and written anew once where something in them is wrong. */
export const createExplainer = (options: ExplainerOptions): Explainer => {
  const { model, allowance, ledger, archive, log } = options
  const kept = new Map<string, Explanation>()
  const share = createShare<Explanation>()
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
    async explain(task, asker, { signal, onPhase } = {}) {
      const prompt = task.prompt()
      const key = keyOf(model.name, prompt)
      const ready = kept.get(key)
      if (ready) return ready
      onPhase?.('writing')
      if (!share.isRunning(key)) {
        const refused = await refusal(asker)
        // Somebody else may have begun while the budget was looked up; then this one costs nothing.
        const joins = share.isRunning(key)
        if (joins && !refused) allowance.giveBack(asker.pseudonym)
        if (!joins && refused) return refused
      }
      const work = async (ending: AbortSignal): Promise<Explanation> => {
        const attempt = createAttempt(task, asker, options, ending, onPhase)
        const stored = await archive?.find(key)
        if (stored) {
          const judged = { ...task.judge(stored), model: stored.model, prompt: prompt.version }
          // What the checker of today finds wrong is written anew.
          if (isSound(judged)) {
            allowance.giveBack(asker.pseudonym)
            return keep(key, { kind: 'written', told: false, ...judged })
          }
        }
        try {
          return keep(key, await attempt((written) => archive?.keep(key, written, prompt.version)))
        } catch (error) {
          allowance.giveBack(asker.pseudonym)
          throw error
        }
      }
      try {
        return await share.run(key, work, signal)
      } catch (error) {
        if (signal?.aborted) return none('The explanation was called off.')
        if (!(error instanceof UpstreamError)) throw error
        log.warn({ kind: error.kind, asker: asker.pseudonym }, error.message)
        return none(`The model did not answer (${error.message}).`)
      }
    },
  }
}

/** Writes, judges, flags; once more with the findings where the first text is wrong. */
const createAttempt = (
  task: Task,
  asker: Asker,
  { model, ledger, timeoutMs, log }: ExplainerOptions,
  signal: AbortSignal,
  onPhase: ((phase: Phase) => void) | undefined,
) => {
  const end = performance.now() + timeoutMs
  const write = async (faults?: readonly Finding[]) => {
    const prompt = task.prompt(faults)
    const onUsage = ledger.record.bind(ledger, asker)
    const written = await model.write(prompt, {
      signal,
      withinMs: end - performance.now(),
      onUsage: (usage) => onUsage(usage, prompt.version),
    })
    onPhase?.('checking')
    const judged: Judged = { ...task.judge(written), model: written.model, prompt: prompt.version }
    const told = isFlagged(judged.verdict) ? await task.flag(judged) : false
    return { written, judged, told }
  }
  return async (keep: (written: Written) => void): Promise<Explanation> => {
    let best = await write()
    if (!isSound(best.judged)) {
      onPhase?.('again')
      const { verdict, unfit: reason } = best.judged
      const faults = [...verdict.findings, ...(reason ? [faultOf(reason)] : [])]
      try {
        best = await write(faults)
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        log.warn({ kind: error.kind, asker: asker.pseudonym }, `on the second attempt ${error.message}`)
      }
    }
    const { judged, told } = best
    // A wrong text is nobody's for longer than this process runs.
    if (isSound(judged)) keep(best.written)
    return judged.unfit ? none(judged.unfit) : { kind: 'written', told, ...judged }
  }
}

const faultOf = (because: string): Finding => ({ kind: 'disagrees', quote: '', because })

const redNames: ReadonlySet<Verdict['verdict']> = new Set(['disagrees', 'contradicts-itself', 'spirals'])
const amberNames: ReadonlySet<Verdict['verdict']> = new Set(['differs-by-convention', 'incomplete'])

export const isRed = ({ verdict }: Verdict): boolean => redNames.has(verdict)
const isSound = ({ verdict, unfit }: Judged): boolean => !isRed(verdict) && !unfit
const isFlagged = (verdict: Verdict): boolean => isRed(verdict) || amberNames.has(verdict.verdict)

const none = (because: string, personal = false): Explanation => ({ kind: 'none', because, personal })

const budgetSpent = 'The course has used up its explanations for today; there are new ones tomorrow.'

const comeBackIn = (waitMs: number): string => {
  const minutes = Math.ceil(waitMs / 60_000)
  return `You have used up your explanations for now; the next one is ready in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`
}
