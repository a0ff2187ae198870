import { isDeepStrictEqual } from 'node:util'
import type { Reply } from '../reply.ts'

/** Shows what is being done, in the place where the reply will be. */
export type Progress = {
  readonly show: (progress: Reply) => void
  /** The place is there. */
  begin(): void
  /** Resolves when nothing more will be shown. */
  end(): Promise<void>
}

/** Gives false where this could not be shown now, and may be later. */
type Edit = (progress: Reply) => Promise<unknown>

/** One edit at a time, the latest state only, `gapMs` apart; what cannot be shown is no harm. */
export const createProgress = (edit: Edit, gapMs = 0): Progress => {
  let latest: Reply | undefined
  let shown: Reply | undefined
  let open = false
  let showing: Promise<void> = Promise.resolve()
  let busy = false
  let goOn = (): void => undefined
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, gapMs)
      goOn = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const run = async (): Promise<void> => {
    while (open && latest) {
      const progress = latest
      latest = undefined
      const done = await edit(progress).catch(() => undefined)
      if (done === false) latest ??= progress
      else shown = progress
      if (open) await pause()
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
      if (isDeepStrictEqual(progress, latest ?? shown)) return
      latest = progress
      wake()
    },
    begin() {
      open = true
      wake()
    },
    end() {
      open = false
      goOn()
      return showing
    },
  }
}
