type Joining<P> = {
  readonly signal?: AbortSignal | undefined
  /** Told of how far the work is: at once where it is under way, then as it goes on. */
  readonly onProgress?: ((progress: P) => void) | undefined
}

/** `tell` reaches all who wait. */
export type Work<T, P> = (ending: AbortSignal, tell: (progress: P) => void) => Promise<T>

/** Work under way by key: who asks for the same joins in. */
export type Share<T, P> = {
  isRunning(key: string): boolean
  /** Rejects with the signal's reason for the one who gives up; the work ends when all have. */
  run(key: string, work: Work<T, P>, joining?: Joining<P>): Promise<T>
}

type Job<T, P> = {
  readonly result: Promise<T>
  readonly control: AbortController
  readonly listeners: Set<(progress: P) => void>
  waiting: number
  latest?: P
}

export const createShare = <T, P>(): Share<T, P> => {
  const jobs = new Map<string, Job<T, P>>()
  const forget = (key: string, job: Job<T, P>): void => {
    if (jobs.get(key) === job) jobs.delete(key)
  }
  const begin = (key: string, work: Work<T, P>): Job<T, P> => {
    const control = new AbortController()
    const listeners: Job<T, P>['listeners'] = new Set()
    const tell = (progress: P): void => {
      job.latest = progress
      for (const listener of listeners) listener(progress)
    }
    const { promise, resolve } = Promise.withResolvers<T>()
    const job: Job<T, P> = { result: promise, control, listeners, waiting: 0 }
    jobs.set(key, job)
    resolve(work(control.signal, tell))
    const end = (): void => forget(key, job)
    job.result.then(end, end)
    return job
  }
  return {
    isRunning: (key) => jobs.has(key),
    async run(key, work, { signal, onProgress } = {}) {
      signal?.throwIfAborted()
      const job = jobs.get(key) ?? begin(key, work)
      job.waiting += 1
      const left = Promise.withResolvers<never>()
      const leave = (): void => {
        left.reject(signal?.reason)
        job.waiting -= 1
        if (job.waiting > 0) return
        forget(key, job)
        job.control.abort()
      }
      signal?.addEventListener('abort', leave, { once: true })
      // A listener of one's own, so that two who bring the same one are told apart.
      const listener = onProgress && ((progress: P): void => onProgress(progress))
      if (listener) job.listeners.add(listener)
      if (job.latest !== undefined) listener?.(job.latest)
      try {
        return await Promise.race([job.result, left.promise])
      } finally {
        signal?.removeEventListener('abort', leave)
        if (listener) job.listeners.delete(listener)
      }
    },
  }
}
