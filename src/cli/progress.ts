type Output = { write(text: string): unknown; readonly isTTY?: boolean }

/** One line that is written over on a terminal; elsewhere a line every few seconds. */
export const openProgress = (output: Output) => {
  let [shown, last] = ['', 0]
  let first: { readonly at: number; readonly done: number } | undefined
  const clear = (): void => {
    if (output.isTTY && shown !== '') output.write(`\r${' '.repeat(shown.length)}\r`)
    shown = ''
  }
  const show = (text: string): void => {
    if (text === shown) return
    if (output.isTTY) {
      clear()
      output.write(text)
      shown = text
    } else if (Date.now() - last >= 5000) {
      output.write(`${text}\n`)
      last = Date.now()
    }
  }
  return {
    show,
    note(text: string): void {
      clear()
      output.write(`${text}\n`)
    },
    of(done: number, all: number): void {
      first ??= { at: Date.now(), done }
      const rate = (done - first.done) / Math.max(1, Date.now() - first.at)
      const left = rate === 0 ? '' : `, about ${Math.ceil((all - done) / rate / 1000)} s left`
      show(`Graded ${done} of ${all}${done < all ? left : ''}`)
    },
    end: clear,
  }
}
