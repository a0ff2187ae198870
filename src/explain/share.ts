/** Work under way by key: who asks for the same joins in. */
export type Share<T> = {
  isRunning(key: string): boolean
  /** Rejects with the signal's reason for the one who gives up; the work ends when all have. */
  run(key: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>
}

type Job<T> = { readonly result: Promise<T>; readonly control: AbortController; waiting: number }

export const createShare = <T>(): Share<T> => {
  const jobs = new Map<string, Job<T>>()
  const forget = (key: string, job: Job<T>): void => {
    if (jobs.get(key) === job) jobs.delete(key)
  }
  const begin = (key: string, work: (signal: AbortSignal) => Promise<T>): Job<T> => {
    const control = new AbortController()
    const job = { result: work(control.signal), control, waiting: 0 }
    jobs.set(key, job)
    const end = (): void => forget(key, job)
    job.result.then(end, end)
    return job
  }
  return {
    isRunning: (key) => jobs.has(key),
    async run(key, work, signal) {
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
      try {
        return await Promise.race([job.result, left.promise])
      } finally {
        signal?.removeEventListener('abort', leave)
      }
    },
  }
}
