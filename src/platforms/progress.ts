import type { Reply } from '../reply.ts'

/** Shows what is being done, in the place where the reply will be. */
export type Progress = {
  readonly show: (progress: Reply) => void
  /** The place is there. */
  begin(): void
  /** Resolves when nothing more will be shown. */
  end(): Promise<void>
}

/** One edit at a time, the latest state only; what cannot be shown is no harm. */
export const createProgress = (edit: (progress: Reply) => Promise<unknown>): Progress => {
  let latest: Reply | undefined
  let open = false
  let showing: Promise<void> = Promise.resolve()
  let busy = false
  const run = async (): Promise<void> => {
    while (open && latest) {
      const progress = latest
      latest = undefined
      await edit(progress).catch(() => undefined)
    }
    busy = false
  }
  const wake = (): void => {
    if (!open || busy || !latest) return
    busy = true
    showing = run()
  }
  return {
    show(progress) {
      latest = progress
      wake()
    },
    begin() {
      open = true
      wake()
    },
    end() {
      open = false
      return showing
    },
  }
}
