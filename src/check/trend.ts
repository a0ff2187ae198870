import type { Line } from './statements.ts'

/** Whether a size grows without bound, dies away, or keeps its scale. */
export type Trend = 'up' | 'down' | 'steady'

export type TrendClaim = {
  readonly trend: Trend
  readonly from: number
  readonly to: number
  readonly supposed: boolean
}

const up =
  /\b(?:explod\w*|explosion|blow(?:s|n|ing)? up|blew up|diverg\w*|amplif\w*|grow(?:s|ing|n)?|increas\w*|larger|bigger)\b/i
const down =
  /\b(?:vanish\w*|shrink\w*|shrank|decay\w*|decreas\w*|smaller|diminish\w*|attenuat\w*|die(?:s)? (?:out|away)|denois\w*|average[sd]? (?:out|away)|cancel(?:s|led)? out)\b/i
const steady =
  /\b(?:stable|stabili[sz]e[sd]?|stay(?:s)? (?:the same|constant)|(?<!\b(?:an?|the|this|that|some|same|positive|scalar|multiplicative|missing|one|which)\s)constant(?!\s+(?:factor|multiple|of|that|c\b))|unchanged|preserv\w*|neither)\b/i

/** Words of a remedy, a wish or a possibility: what they say of the trend is not said of the thing as it is. */
const remedy =
  /\b(?:if|unless|so that|in order|to (?:keep|make|maintain|ensure|avoid|prevent|stop|counter\w*|have|get|stabili[sz]e|compensate|preserve|restore|obtain)|should|needs?|must|want|would|could|can|may|might|after|once|multipl\w*|rescal\w*|divid\w*|compensat\w*|normali[sz]\w*|clip\w*|for stab\w+|stability|remed\w*|fix\w*|adjusted|corrected)\b/i
const withoutRemedy =
  /\b(?:without|no|absent|lacking)\s+(?:any\s+|such\s+|an?\s+|the\s+|extra\s+|further\s+)*(?:adjust\w*|rescal\w*|scal\w*|normali[sz]\w*|correct\w*|multipl\w*|compensat\w*|fix\w*)(?:\s+\w+)?/gi

const trendOf = (clause: string): Trend | undefined => {
  const negated = (pattern: RegExp): boolean =>
    new RegExp(
      `\\b(?:no|not|never|neither|nor|without|don't|doesn't|won't|cannot|isn't|aren't|do not|does not)\\s+(?:\\w+\\s+){0,2}?${pattern.source}`,
      'i',
    ).test(clause)
  const [saysUp, saysDown] = [up.test(clause), down.test(clause)]
  const [deniesUp, deniesDown] = [negated(up), negated(down)]
  if (saysUp && deniesUp && (deniesDown || !saysDown)) return 'steady'
  if (saysUp && saysDown) return undefined
  if (steady.test(clause) && !negated(steady)) return saysUp ? undefined : 'steady'
  if (saysUp) return 'up'
  return saysDown && !deniesDown ? 'down' : undefined
}

/** What is said of the subject: an adjective right before it, and the rest of its clause. */
const predicateOf = (text: string, subject: RegExp): string => {
  const at = text.search(subject)
  const before =
    /(?:\b(?:explod|vanish|grow|shrink|increas|decreas)ing|\b(?:no|not)\b[^,;.]*|\w+ of(?: the)?(?: \w+){0,2})\s*$/i.exec(
      text.slice(0, at),
    )?.[0] ?? ''
  return `${before} ${text.slice(at)}`
}

/** What a text says of the trend of a subject (a pattern of words), clause by clause. */
export const trendClaims = (lines: readonly Line[], subject: RegExp): readonly TrendClaim[] => {
  const out: TrendClaim[] = []
  for (const line of lines) {
    const { text, offsets } = line.sentence
    const plain = text.replace(/[’‘]/g, "'")
    if (!subject.test(plain)) continue
    const whole = plain.replace(withoutRemedy, (found) => ' '.repeat(found.length))
    const bracketless = whole.replace(/\([^()]*\)/g, (found) => ' '.repeat(found.length))
    const clause = bracketless.split(/;|, (?:and|so|but)\b/).find((part) => subject.test(part)) ?? bracketless
    const trend = trendOf(predicateOf(clause, subject))
    if (!trend) continue
    const end = text.trimEnd().length
    const start = text.length - text.trimStart().length
    out.push({
      trend,
      from: offsets[start] ?? 0,
      to: (offsets[end - 1] ?? 0) + 1,
      supposed: remedy.test(clause) || /\?/.test(text),
    })
  }
  return out
}
