import type { Asker } from '../asker.ts'
import { UpstreamError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Finding, Verdict } from '../model.ts'
import type { ModelClient, Written } from './client.ts'
import type { Ledger } from './ledger.ts'
import type { Prompt } from './prompt.ts'
import { createWatch, type Look, type SoFar } from './watch.ts'

export type Judged = {
  readonly text: string
  readonly verdict: Verdict
  readonly model: string
  readonly prompt: string
  /** Why the text is no use whatever its verdict, such as a hint that gives the result away. */
  readonly unfit?: string | undefined
  /** The check did not come to its end: another attempt may. */
  readonly unchecked?: true
}

/** One explanation to write, whoever asks for it. */
export type Task = {
  prompt(faults?: readonly Finding[]): Prompt
  judge(written: Written): Promise<Omit<Judged, 'model' | 'prompt'>>
  /** What of the text may be shown while it is written; left out where only the whole may be. */
  readonly look?: Look | undefined
  /** Puts a text on the staff's list; false where that failed. */
  flag(judged: Judged): Promise<boolean>
}

export type Phase = 'writing' | 'checking' | 'again'

/** What is being done, and how much of the text is already there. */
export type Progress = { readonly phase: Phase; readonly soFar?: SoFar | undefined }

export type AttemptOptions = {
  readonly model: ModelClient
  /** For all of it, the second text included. */
  readonly timeoutMs: number
  readonly ledger: Ledger
  readonly log: Log
}

export type Outcome = { readonly written: Written; readonly judged: Judged; readonly told: boolean }

/** Writes, judges, flags; once more with the findings where the first text is wrong. */
export const createAttempt = (
  task: Task,
  asker: Asker,
  { model, ledger, timeoutMs, log }: AttemptOptions,
  signal: AbortSignal,
  tell: (progress: Progress) => void,
) => {
  const end = performance.now() + timeoutMs
  const write = async (phase: Phase, faults?: readonly Finding[]) => {
    let soFar: SoFar | undefined
    tell({ phase })
    const watch =
      task.look &&
      createWatch(task.look, (found) => {
        soFar = found
        tell({ phase, soFar })
      })
    const prompt = task.prompt(faults)
    const onUsage = ledger.record.bind(ledger, asker)
    const written = await model
      .write(prompt, {
        signal,
        withinMs: end - performance.now(),
        onUsage: (usage) => onUsage(usage, prompt.version),
        onAnswer: watch?.take,
      })
      .finally(watch?.end)
    tell({ phase: 'checking', soFar })
    const judged: Judged = { ...(await task.judge(written)), model: written.model, prompt: prompt.version }
    const told = isFlagged(judged.verdict) ? await task.flag(judged) : false
    return { written, judged, told }
  }
  return async (): Promise<Outcome> => {
    let best = await write('writing')
    if (!isSound(best.judged) && !best.judged.unchecked) {
      const { verdict, unfit: reason } = best.judged
      const faults = [...verdict.findings, ...(reason ? [faultOf(reason)] : [])]
      try {
        best = await write('again', faults)
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error
        log.warn({ kind: error.kind, asker: asker.pseudonym }, `on the second attempt ${error.message}`)
      }
    }
    return best
  }
}

const faultOf = (because: string): Finding => ({ kind: 'disagrees', quote: '', because })

const redNames: ReadonlySet<Verdict['verdict']> = new Set(['disagrees', 'contradicts-itself', 'spirals'])
const amberNames: ReadonlySet<Verdict['verdict']> = new Set(['differs-by-convention', 'incomplete'])

export const isRed = ({ verdict }: Verdict): boolean => redNames.has(verdict)
export const isSound = ({ verdict, unfit }: Judged): boolean => !isRed(verdict) && !unfit
const isFlagged = (verdict: Verdict): boolean => isRed(verdict) || amberNames.has(verdict.verdict)
