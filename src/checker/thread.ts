import { parentPort } from 'node:worker_threads'
import { quickCheck } from '../answers/quick-check.ts'
import { checkGrowing } from '../check/growing.ts'
import { checkWithValues } from '../check/named-values.ts'
import type { Reference } from '../model.ts'
import type { Answer, Job } from './messages.ts'

/** Kept, since what is known of a solution's expressions is known by their identity. */
const known = new Map<number, readonly Reference[]>()

/** The thread in which texts are checked, one after the other. */
const answerOf = ({ work, about, references, forget }: Job): Answer => {
  if (references) known.set(about, references)
  if (forget !== undefined) known.delete(forget)
  const against = known.get(about) ?? []
  try {
    if (work.kind === 'grow') return { kind: 'grown', growing: checkGrowing(work.text, against) }
    if (work.kind === 'answer')
      return { kind: 'answered', checked: quickCheck(work.text, against, work.rules) }
    return { kind: 'judged', verdict: checkWithValues(work.text, work.values, against) }
  } catch (error) {
    return {
      kind: 'failed',
      because: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

// Only thread-host.ts sends messages here, and nothing but jobs.
parentPort?.on('message', (job) => parentPort?.postMessage(answerOf(job as Job)))
