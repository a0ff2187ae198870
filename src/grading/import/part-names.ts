import type { ProblemSet } from '../../sets/problem-set.ts'

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const lead =
  /^(?:(?:homework|hw|assignment|set)\s*\d+\b|question|problem|part|exercise|task|[qp](?=\W*\d))[\s:.,_-]*/i
const points = /\s*[([]\s*[\d.,]+\s*(?:points?|pts?\.?|p)\s*[)\]]\s*$/i
/** A learning platform's own number of the question, before its title. */
const number = /^(?:question\s+)?\d+(?:\.\d+)*:\s*(?=\S)/i
const label = /^(\d+)[\s._-]*\(?([a-z]?)\)?(?:[\s._-]*\(?([ivx]+)\)?)?(?=$|[\s:.,)–-])/i

/** `3c`, `3(c)`, `Q3.c`, `Problem 3c (2.0 pts)`, `4711: 3c Convolve …` → the set's part; undefined where it is none. */
export const partOf = (heading: string, set: ProblemSet): string | undefined => {
  const text = heading.trim().replace(points, '')
  // A bare decimal is the heading of a column of points.
  if (/^\d+\.\d+$/.test(text)) return undefined
  const titles = [text.replace(number, ''), text]
  for (const title of titles) {
    const found = exact(withoutLead(title), set) ?? leading(withoutLead(title), set)
    if (found !== undefined) return found
  }
  return undefined
}

const withoutLead = (title: string): string => {
  const shorter = title.replace(lead, '')
  return shorter === title ? title : withoutLead(shorter)
}

const exact = (title: string, set: ProblemSet): string | undefined => {
  const wanted = letters(title)
  return set.parts.find(({ part }) => letters(part) === wanted || letters(set.name + part) === wanted)?.part
}

const leading = (title: string, set: ProblemSet): string | undefined => {
  const match = label.exec(title)
  return match ? exact(match.slice(1).join(''), set) : undefined
}
