import type { Exact } from '../exact/value.ts'
import { toText } from '../exact/write/write.ts'

/** A value as the reply shows it; a value too odd to write is left out. */
export const shown = (value: Exact | undefined): string | undefined => {
  if (!value) return undefined
  try {
    return toText(value)
  } catch {
    return undefined
  }
}
