import type { Line, Statement } from './statements.ts'
import { clauseBefore } from './wording.ts'

const everyEntry =
  /\b(?:every|each|all(?: of)?(?: the)?)\s+(?:\w+\s+){0,3}?(?:entr(?:y|ies)|pixels?|elements?|values?|outputs?|positions?|patch(?:es)?|cells?)\b(?: of (?:the|this)(?: resulting)? ¤ (?:output|matrix|result|map)\b| of ¤)?[^¤.;]{0,48}$|\bmatrix\s+(?:of|full of|filled with|with all|with (?:(?:the|a) )?(?:constant )?(?:values?|entries)|whose entries are all)\b[^¤.;]{0,24}$|\b(?:uniform(?:ly)?|filled with|constant(?:ly)?(?: at| of| value of)?|nine times|all equal to)\s*$/i
const everywhereAfter =
  /^\s*(?:everywhere|throughout|in every|(?:for|at|in)\s+(?:each|every|all)\s+(?:of the\s+)?(?:\w+\s+){0,2}?(?:entr(?:y|ies)|pixels?|elements?|outputs?|positions?|cells?)\b)/i
const aboutKernel = /\b(?:kernel|filter|weights?|input|padd\w*|window)\b/i

/** Whether words say of a value that every entry of an array is it. */
export const isUniform = (line: Line, statement: Statement): boolean => {
  const before = clauseBefore(line.flow, statement.at)
  const after = line.flow.slice(statement.end + 1, statement.end + 40)
  // "Each entry gets ¼ of …" gives a share of something.
  if (/^\s*of\b/i.test(after)) return false
  // "Each output is the row weighted 1, 2, 1" lists values.
  if (/^\s*,\s*¤/.test(after)) return false
  // "… adds 1 to every pixel, moving down adds ¤" tells a change.
  if (
    /\b(?:adds?|adding|plus|subtract\w*|chang\w*|differs?)\s*$|\bby\s*$|\b(?:difference|change|gap|offset|step)\s+(?:of|is)\s*$/i.test(
      before,
    )
  )
    return false
  // "Rows 2 to 4: constant ¤" and "the interior is ¤ throughout" are about a part; "a constant ¤ becomes ¤" about any.
  if (
    /\b(?:rows?|columns?)\s+(?:¤|\d)|\b(?:top|bottom|first|last|middle|inner|outer|left|right)\s+(?:rows?|columns?)\b|\b(?:the|its|all)\s+(?:interior|inside|middle|cent(?:er|re)|core|bulk|edges?|borders?|boundary|rim|frame|corners?|rest)\b(?!\s*[,:])|\b(?:inner|inside|central|middle)\s+(?:¤\s+)?(?:block|part|region|square|entries|outputs)\b/i.test(
      before,
    )
  )
    return false
  if (
    /^\W*(?:interior|inside|middle|cent(?:er|re)|inner part|elsewhere|rest|edges?|borders?|corners?)\s*:/i.test(
      before,
    )
  )
    return false
  if (/\ba\s+constant\s*$/i.test(before)) return false
  // "The sum of all entries is ¤" gives none of them.
  if (
    /\b(?:sum|total|mean|average|product|number|norm|count)\s+(?:of|over)\s+(?:the\s+)?(?:all|every)\b/i.test(
      before,
    )
  )
    return false
  return (
    (everyEntry.test(before) || everywhereAfter.test(after)) &&
    !aboutKernel.test(
      before.slice(Math.max(before.lastIndexOf(','), before.lastIndexOf(':'), before.length - 60)),
    )
  )
}
