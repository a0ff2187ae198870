import { Allow, parse } from 'partial-json'
import { bareAnswer, repaired, withCommands } from './draft.ts'

/** The prose of an answer of which only the beginning is there; what its end may still change is the caller's to leave out. */
export const proseSoFar = (answer: string): string => {
  const text = bareAnswer(answer)
  if (text === undefined) return ''
  const json = /^(?:```(?:json)?\s*)?(\{[\s\S]*)$/.exec(text)?.[1]
  if (json === undefined) return text
  return withCommands(proseIn(json) ?? proseIn(repaired(json)) ?? '').trimStart()
}

const proseIn = (json: string): string | undefined => {
  try {
    const found: unknown = parse(json, Allow.OBJ | Allow.STR)
    if (typeof found !== 'object' || found === null || !('prose' in found)) return undefined
    return typeof found.prose === 'string' ? found.prose : undefined
  } catch {
    // Malformed beyond the prose, or nested past the parser's stack: the whole answer will be refused.
    return undefined
  }
}
