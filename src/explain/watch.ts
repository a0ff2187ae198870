import { proseSoFar } from './so-far.ts'

/** The beginning of a text as far as all of it has been checked, with how many of its claims hold or could not be checked. */
export type SoFar = { readonly text: string; readonly agree: number; readonly unverified: number }

/** What of a growing text may be shown; undefined where that is not known. */
export type Look = (begun: string) => Promise<SoFar | undefined>

export type Watch = {
  /** The model's answer so far. */
  take(answer: string): void
  /** Nothing more is told. */
  end(): void
}

/** Between the end of one look and the next: a model writes a sentence or two meanwhile. */
const pauseMs = 400

/** Looks at an answer while it is written, now and then and one look at a time, and tells what may be shown of it. */
export const createWatch = (
  look: Look,
  tell: (soFar: SoFar | undefined) => void,
  everyMs = pauseMs,
): Watch => {
  let [answer, seen] = ['', '']
  let shown: SoFar | undefined
  let timer: NodeJS.Timeout | undefined
  let busy = false
  let ended = false
  const show = (soFar: SoFar | undefined): void => {
    if (soFar?.text === shown?.text) return
    shown = soFar
    tell(soFar)
  }
  const lookAgain = async (): Promise<void> => {
    busy = true
    seen = answer
    const prose = proseSoFar(seen)
    // Another endpoint, or another attempt, writes another text.
    if (shown && !prose.startsWith(shown.text)) show(undefined)
    const found = await look(prose).catch(() => undefined)
    busy = false
    if (ended) return
    if (found) show(found.text === '' ? undefined : found)
    wake()
  }
  const wake = (): void => {
    if (ended || busy || timer || answer === seen) return
    timer = setTimeout(() => {
      timer = undefined
      void lookAgain()
    }, everyMs)
  }
  return {
    take(begun) {
      answer = begun
      wake()
    },
    end() {
      ended = true
      clearTimeout(timer)
    },
  }
}
