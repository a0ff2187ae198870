import type { ProblemSet } from '../../sets/problem-set.ts'

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const lead =
  /^(?:(?:homework|hw|assignment|set)\s*\d+\b|question|problem|part|exercise|task|[qp](?=\W*\d))[\s:.,_-]*/i
const points = /\s*[([]\s*[\d.,]+\s*(?:points?|pts?\.?|p)\s*[)\]]\s*$/i
/** A learning platform's own number of the question, before its title. */
const number = /^(?:question\s+)?\d+(?:\.\d+)*:\s*(?=\S)/i
const label = /^(\d+)[\s._-]*\(?([a-z]?)\)?(?:[\s._-]*\(?([ivx]+)\)?)?(?=$|[\s:.,)–-])/i

/** A part, and what a heading says beside it. */
type Named = { readonly part: string; readonly beside: string }

/** `3c`, `3(c)`, `Q3.c`, `Problem 3c (2.0 pts)`, `4711: 3c Convolve …` → the set's part; undefined where it is none. */
export const partOf = (heading: string, set: ProblemSet): string | undefined => readPart(heading, set)?.part

/** The part to which a column of this heading has answers: `3c Score` has none. */
export const answeredPart = (heading: string, set: ProblemSet): string | undefined => {
  const named = readPart(heading, set)
  return named && !isAboutAnswers(named.beside) ? named.part : undefined
}

const aboutAnswers =
  /^(?:scores?|scored|points?|pts|grad(?:es?|ed|ers?|ing)|marks?|max(?:imum)?|min(?:imum)?|times?|timestamp|attempts?|comments?|feedback|late(?:ness)?|status|credit|percent(?:age)?|rubrics?)$/
/** What stands beside such words and does not make an answer of them. */
const fillers =
  /^(?:of|for|the|on|in|by|at|and|s|earned|awarded|possible|total|given|taken|spent|final|raw|auto|manual|submission|submitted|started|finished|number|no|count|date|answer|response|student|question|problem|part|teacher|instructor|staff|ta)$/

/** Whether a heading, or what it says beside a part, tells of answers only: `Max Points`, but not `Max pooling`. */
export const isAboutAnswers = (text: string): boolean => {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  return (
    words.some((word) => aboutAnswers.test(word)) &&
    words.every((word) => aboutAnswers.test(word) || fillers.test(word))
  )
}

const readPart = (heading: string, set: ProblemSet): Named | undefined => {
  const text = heading.trim().replace(points, '')
  // A bare decimal is the heading of a column of points.
  if (/^\d+\.\d+$/.test(text)) return undefined
  const titles = [text.replace(number, ''), text].map(withoutLead)
  for (const title of titles) {
    const found = exact(title, set) ?? leading(title, set)
    if (found) return found
  }
  return undefined
}

const withoutLead = (title: string): string => {
  const shorter = title.replace(lead, '')
  return shorter === title ? title : withoutLead(shorter)
}

const exact = (title: string, set: ProblemSet, beside = ''): Named | undefined => {
  const wanted = letters(title)
  const found = set.parts.find(({ part }) => letters(part) === wanted || letters(set.name + part) === wanted)
  return found && { part: found.part, beside }
}

const leading = (title: string, set: ProblemSet): Named | undefined => {
  const match = label.exec(title)
  return match ? exact(match.slice(1).join(''), set, title.slice(match[0].length)) : undefined
}
