import { laidOut } from './layout.ts'
import { blocksOf } from './markdown.ts'
import type { IsSymbol } from './plain-tokens.ts'
import type { Reader } from './reading.ts'
import { sentencesOf } from './sentences.ts'
import type { Definition } from './settings.ts'
import { definitionsOf } from './settings.ts'
import { linesOf } from './statements.ts'

/** What a column's header sets for the cells under it: "example: K = 11, S = 4". */
export type HeaderReader = (header: string) => readonly Definition[]

export const makeHeaderReader = (read: Reader, isSymbol: IsSymbol): HeaderReader => {
  const known = new Map<string, readonly Definition[]>()
  const readAfresh = (header: string): readonly Definition[] => {
    const laid = laidOut(header)
    return linesOf(sentencesOf(blocksOf(laid), laid), laid, isSymbol).flatMap(({ statements }) =>
      statements.flatMap((statement) => definitionsOf(statement, read)),
    )
  }
  return (header) => {
    if (!header.includes('=')) return []
    const found = known.get(header) ?? readAfresh(header)
    known.set(header, found)
    return found
  }
}
