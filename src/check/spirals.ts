import type { Line } from './statements.ts'

/** What writers say when they take back what they have just written. */
const retraction =
  /\b(?:wait|hold on|hmm+|scratch that|on second thoughts?|start(?:ing)? over|from scratch|let(?:'s| me| us)(?: just)? (?:re-?(?:do|compute|calculate|check|think|derive|consider|examine|start|verify|try)|try (?:again|once more)|start (?:again|over)|double[- ]check)|i (?:think i )?(?:made|have made|must have made) (?:a|an|some) (?:\w+ )?(?:mistake|error|slip)|did i (?:make|miss|get)|i (?:think i )?(?:had|have|got) (?:the |it |this |that )?(?:\w+ )?(?:wrong|backwards)|(?:this|that|which)(?: is|'s| does| was)?(?:n't| not) (?:right|correct|match|make sense|what|add up)|(?:perhaps|maybe) i (?:made|mis\w+|should)|still (?:not|wrong|doesn't|getting)|actually,? (?:no|that|this|wait)|no, (?:that|this|wait)|(?:but|however|yet),? (?:this|that|it) (?:ignores|forgets|misses|neglects|overlooks|omits|double[- ]counts)|i apologi[sz]e|my (?:mistake|bad))\b/i
const enough = 3

/** Curly quotes read as straight ones. */
const plain = (text: string): string => text.replace(/[’‘]/g, "'")

/** What is said of somebody who took something back. */
const corrected =
  /\b(?:corrected (?:itself|himself|herself|themselves|it|that|this|me)|(?:redone|corrected):|took (?:it|that) back)\b|\bRedone\b/i

/** The lines that take something back; three make a text that does not settle. */
export const retractions = (lines: readonly Line[]): readonly Line[] =>
  lines.filter((line) => retraction.test(plain(line.sentence.text)))

const repetitions = (lines: readonly Line[]): readonly Line[] => {
  const seen = new Map<string, Line[]>()
  for (const line of lines) {
    // A sentence that comes again with other numbers is a derivation; the same to the letter is not.
    const words = line.flow.toLowerCase().match(/\p{L}{2,}/gu) ?? []
    if (words.length < 10) continue
    const formulas = line.statements.flatMap(({ sides }) =>
      sides.map((side) => (side.kind === 'side' ? side.text : 'cases')),
    )
    const key = [line.sentence.text.replace(/\s+/g, ' ').trim(), ...formulas].join(' ')
    seen.set(key, [...(seen.get(key) ?? []), line])
  }
  return [...seen.values()].find((same) => same.length >= enough) ?? []
}

/** The line where a text that takes itself back again and again, or repeats itself, has done so for the third time. */
export const spiralOf = (lines: readonly Line[]): Line | undefined =>
  retractions(lines)[enough - 1] ?? repetitions(lines)[enough - 1]

/** Whether the text takes back, after a line and before another (or within the next three), what that line says. */
export const retractedBefore = (lines: readonly Line[], line: Line, until?: Line): boolean => {
  const last = until ? until.number : line.number + 3
  return lines.some(
    ({ number, sentence }) =>
      number > line.number &&
      number <= last &&
      (retraction.test(plain(sentence.text)) || corrected.test(sentence.text)),
  )
}
