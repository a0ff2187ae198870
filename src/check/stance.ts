import type { Line, Statement } from './statements.ts'

/**
 * How a statement is meant. `claim`: asserted. `supposed`: asserted under an "if" that cannot be weighed, so it may agree
 * but never disagree. `mention`: quoted, negated, attributed to someone who is not believed, withdrawn, or what would
 * come out otherwise.
 */
export type Stance = 'claim' | 'supposed' | 'mention'

/** Words that any writer of English uses to say what would be, what is not, or what was. */
const counterfactual =
  /\b(?:counter-?examples?|would(?:n't)?|you'd|we'd|i'd|it'd|one'd|instead|otherwise|mistaken(?:ly)?|incorrect(?:ly)?|wrong(?:ly)?|erroneous(?:ly)?|forget(?:s|ting)?|forgot(?:ten)?|omit(?:s|ted|ting)?|neglect(?:s|ed|ing)?|naive(?:ly)?|tempting|tempted|(?:might|may|could) (?:\w+ly )?(?:think|expect|guess|believe)|too (?:small|large|big|strict|weak) (?:an? )?(?:choice|value|bound|answer|step|factor)|(?:about|going) to (?:write|say|answer|conclude|claim)|almost (?:wrote|said|answered)|suppose|imagine|hypothetical(?:ly)?|rather than|as opposed to|confus(?:e|ed|es|ing)|mix(?:ed|ing)? up|trap|pitfall|mistakes?|(?:common|classic\w*|typical|usual|frequent|easy|popular) (?:errors?|slips?)|treating|not to be|had (?:we|you|i|it)|were (?:we|you|i|it)|were to|misread(?:s|ing)?|doubl(?:e-count|y count)\w*)\b/i
const negation =
  /(?:\b(?:not|never|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|can't|cannot|couldn't|shouldn't|won't|neither|nor)\b|≠)\s*(?:\w+\s+){0,3}$/i
const earlier =
  /\b(?:earlier|previous(?:ly)?|(?<!\b(?:as|like) )before(?:hand)?(?!\s+(?:it|they|we|you|one|the|an?|each|any|every|its|this|\w+ing)\b)|at first|initial(?:ly)?|originally|first (?:thought|tried|wrote|had|got)|(?:my|the) (?:first|previous|earlier|old|original) (?:answer|attempt|try|guess|idea|result|value)|(?:first|initial|earlier|previous) (?:attempt|try|guess|idea|thought|draft)|i (?:had|wrote|said|concluded|thought|claimed|got|used|assumed)|first (?:\w+\s+){1,8}?and (?:told|gave|showed) me|(?:used to|once) (?:say|think|write))\b/i
const attribution =
  /\b(?:(?:the|this|that|official|posted|answer|solution|staff|course|given) (?:\w+ ){0,2}?(?:key|keys|sheet|image(?! has\b)|solutions?|answer key|handout|book|slides?)\b(?:\s+(?!(?:this|that|it|we|you|i|one|the)\b)\w+){0,3}?\s+(?:says?|states?|gives?|claims?|prints?|shows?|has|reads?|lists?|writes?|asserts?)|it says|according to|(?:they|some(?: \w+)?|others|people|many(?: \w+)?|students?|someone|somebody|he|she|another \w+|the (?:other|first) (?!two|three|four|five|eight|nine|ones?|entries|entry|inputs?|pixels?|values?|positions?|layers?|terms?|weights?)\w+|chatgpt|claude|gemini|the model|the assistant|you|your (?:answer|result|value)) (?:\w+ ){0,2}?(?:says?|said|claims?|claimed|states?|stated|gives?|gave|writes?|wrote|gets?|got|obtains?|obtained|thinks?|thought|suggests?|suggested|quotes?|quoted))\b/i
/** "¤, as the key has it": whose value it is, said afterwards. */
const attributedAfter =
  /^\s*,?\s*(?:as|which is what|like)\s+(?:in\s+)?(?:the|your|that|their|my|some)\s+(?:\w+\s+){0,3}?(?:keys?|sheet|solutions?|answers?|screenshot|image|picture|post|comment|attempt|draft|handout|student)\b(?!\s+(?:gets?|grows?|becomes?|increases?|shrinks?)\b)/i
const affirmed = /\b(?:correct|right|true|final)\b|\b(?:answer|result|value) (?:is|must be)\b/i
const endorsement =
  /\b(?:also (?:accept\w*|correct|right|valid|true|fine|acceptable|allowed|work\w*)|accept(?:s|ed|able)?|equivalent(?:ly)?|equally|indeed|correctly|rightly|agree[sd]?|as expected|confirm(?:s|ed|ing)?|match(?:es|ed|ing)?)\b/i
/** A value that another is measured against: "cheaper than ¤", "compared with the ¤ of part (a)", "down from ¤". */
const comparison =
  /\b(?:(?:better|worse|cheaper|faster|slower|dearer|costlier|(?:more|less) (?:efficient|expensive|costly)(?:ly)?) than|compared (?:to|with)|in comparison (?:to|with)|versus|vs\.?|(?:improv\w*|reduc\w*|drop\w*|decreas\w*|down|changed?|goes|went)\s+(?:(?:the|its) \w+ )?(?:from|(?:up)?on)|in (?:contrast|place) (?:to|of)|instead of|unlike)\s+(?:the\s+|an?\s+|its\s+)?(?:\w+\s+){0,3}?$/i
/** "¤ of part (a)": a value of another part. */
const ofOtherPart =
  /^\s*(?:(?:of|from|in) )?(?:the )?(?:part|question|method|approach|order|version|one) ?\(? ?(?:[a-h]\b|before|above|direct|original|naive|previous)/i
/** "Compare with part (d), where ¤": what holds there. */
const inOtherPart =
  /(?<!\b(?:answer|solution|result|conclusion|value)s?\s)(?<!¤\s+\w+\s+)\b(?:with|in|for|of|to)\s+(?:part\s*)?\(\s*[a-h]\s*\)\s*:[^¤;]*(?:¤[^¤;]*)?$|\bpart\s*\(?\s*[a-h]\s*\)?\)?\s*[,:]\s*there\b[^;]*$|\b(?:(?:part|question|case of|problem) ?\(?|(?:in|of|with|to|from)\s*\(\s*)[a-h]\b\s*\)?[^¤;:.]*\b(?:where|had|was|were|gave|got|needed|used|found)\b[^¤;]*$/i
/** "From (a), ¤ and ¤": what another part found, where it is not "with ¤ from (a)". */
const fromPart =
  /(?:^|[,.;:(⏎]\s*|\b(?:and|so|that|since|as|know|have|recall\w*)\s+)(?<!¤\s+)\b(?:from|by|recall\w*)\s+(?:(?:part|question|problem)\s*)?\(\s*[a-h]\s*\)\s*[,:]?\s*(?:[^¤;.,]{0,30}|¤[^¤;.,]{0,40}\band\s+)$/i
/** "Compared with ¤ from (a), …": what follows is new. */
const compared = /\bcompar\w+\s+(?:with|to|against)\s+(?:the\s+)?(?:\w+\s+)?¤/i
/** Between quotation marks stand other people's words. */
const isQuoted = (flow: string, { at, end }: Statement): boolean => {
  const [before, after] = [flow.slice(0, at), flow.slice(end)]
  const count = (text: string): number => text.match(/["“”]/g)?.length ?? 0
  return count(before) % 2 === 1 && count(after) > 0
}

/** "Is ¤ also fine?" and "so ¤ everywhere?" ask; "why is ¤?" takes it for granted, and says so. */
const isAsked = ({ flow }: Line, { at, end }: Statement): boolean =>
  /^[^.;:]*\?/.test(flow.slice(end)) &&
  (/(?:^|[.,;:>"“(])\s*(?:(?:so|and|but|or)\s+)?(?:is|are|isn't|does|do|can|could|should|would|was|what if|what about|how about)\b[^.;:]*$/i.test(
    flow.slice(0, at),
  ) ||
    !/\b(?:why|how|what|which|where|who|when)\b/i.test(flow.slice(0, at)))

/** A line that ends with a cross is one that failed. */
const crossed = /[✗✘❌✕][\s.)"”*]*$/u

/** A column of what somebody else says, or of what is wrong. */
const ofSomebody =
  /\b(?:yours?|friends?|students?|classmates?|(?:answer |posted |official )?key|wrong|incorrect|mistaken|naive)\b/i

/** The line before a list of what others get wrong. */
const listsErrors =
  /\b(?:mistakes?|errors|slips|pitfalls?|misconceptions?|traps|wrong (?:answers?|values?|turns?|forms?))\b[^.]*:?\s*$/i
/** The line before a list of what else there is. */
const listsOthers = /\b(?:generali[sz]ations?|extensions?|variants?|variations?)\b/i
const infinity = /^\s*(?:\\infty|∞|infinity)\s*$/

/** "L → ∞: ¤": what holds in a limit. */
const isInLimit = ({ flow, statements }: Line, { at }: Statement): boolean => {
  const [first] = statements
  const [letter, end] = first?.sides ?? []
  if (!first || first.at >= at || first.signs.join() !== '->' || end?.kind !== 'side') return false
  const isLabel = letter?.kind === 'side' && /^\W*$/.test(flow.slice(0, first.at))
  return isLabel && infinity.test(end.text) && /^\s*:/.test(flow.slice(first.end + 1))
}
/** "Rises toward ¤": what a sequence comes near. */
const nears =
  /\b(?:towards?|approach(?:es|ing)?|saturat\w+ (?:at|near|below)|just (?:below|under))\s+(?:the (?:value|limit)\s+)?$/i
/** "Compared with SignSGD, where ¤": what another case has. */
const ofOther =
  /\b(?:compar(?:ed|ison) (?:with|to)|unlike|in contrast (?:to|with)|as opposed to)\s+[^¤;.]*\b(?:where|whose|which ha[sd]|with)\s+(?:\p{L}+\s+){0,3}$/iu
/** "Compared with SignSGD (¤)": what the other case has. */
const inBracketOfOther =
  /\b(?:compar(?:ed|ison) (?:with|to)|unlike|in contrast (?:to|with)|as opposed to|versus|vs\.?)\s+(?:the\s+)?(?:[\p{L}-]+\s+){1,3}\(\s*$/iu
const newValue =
  /\b(?:goes|drops?|falls?|reduc\w+|lower\w*|improv\w+|decreas\w+|cut\w*|brings?|brought|sinks?|shrinks?)\b[^¤]*\bfrom\s+¤[^¤;.]*\bto\s+$/i
const rejectionAfter =
  /^[^.;]{0,60}?\b(?:is|are|was|were|would be|which is|this is|that is|that's|it's)\s+(?:\w+\s+){0,2}?(?:wrong|incorrect|false|mistaken|too (?:large|small|big|high|low)|invalid|an? (?:\w+ ){0,2}(?:error|mistake|slip|typo|misconception|pitfall|trap|confusion)|not (?:right|correct|true|valid|the))\b/i
/** "¤ works when ¤ divides ¤": true of that case. */
const ofCaseAfter =
  /^[^.;¤]{0,30}\b(?:works|holds|applies|is (?:true|valid|right|correct|enough))\s+(?:only\s+)?(?:when|if|for|in|as long as)\b/i
/** "¤ gives 3, which breaks the constraint". */
const violationAfter =
  /^[^.;]{0,80}?\b(?:breaks?|breaking|violat\w+|exceed\w*|overshoot\w*|fails?|failing)\s+(?:to (?:meet|satisfy)\s+)?(?:the|this|that|our|its|both|(?:part )?\()\s*\(?\s*(?:\w+\s+){0,2}?(?:constraints?|bounds?|conditions?|limits?|requirements?|premises?|[a-h]\))/i
const condition = /\b(?:if|unless|whenever|assuming|supposing|provided|in case|without|were)\b/i

/** What stands outside of brackets, in place. */
const outside = (text: string): string => {
  let out = text
  for (let i = 0; i < 4; i++) out = out.replace(/\([^()]*\)/g, (found) => ' '.repeat(found.length))
  return out
}

/** The parts of a sentence: brackets, and clauses set apart by a semicolon, a colon's turn, or "but", "while", "whereas". */
const clauseBounds = (flow: string, at: number): readonly [number, number] => {
  let [from, to] = [0, flow.length]
  let depth = 0
  for (let i = at - 1; i >= 0; i--) {
    const character = flow[i]
    if (character === ')') depth += 1
    if (character === '(' && --depth < 0) {
      from = i + 1
      break
    }
  }
  depth = 0
  for (let i = at; i < flow.length; i++) {
    const character = flow[i]
    if (character === '(') depth += 1
    if (character === ')' && --depth < 0) {
      to = i
      break
    }
  }
  const before = flow.slice(from, at)
  const turn = [
    ...outside(before).matchAll(
      /;|⏎|\?|\b(?:but|while|whereas|however|although|though|yet)\b|—|, (?:so|and so|hence|thus|therefore|which gives|giving)\b/gi,
    ),
  ].at(-1)
  if (turn) from += turn.index
  const after = flow.slice(at, to)
  const next = /;|⏎|\b(?:but|while|whereas|however|although|though|yet)\b|—/i.exec(after)
  if (next) to = at + next.index
  return [from, to]
}

const balanced = (text: string): string => {
  let out = text
  for (let i = 0; i < 4; i++) out = out.replace(/\([^()]*\)/g, ' ')
  return out
}

/** A condition that is itself a formula ("if n ≥ 7: …", "if h = aⁿu with |a| < 1, …") is weighed with the claim. */
const conditionInSymbols =
  /\b(?:if|unless|whenever|assuming|provided|for|when|with|at)\s+¤(?:\s*(?:,|and|,\s*and|with|where)\s*¤)*/i

/** "Double every pixel → −80": what comes out of something else. */
const alters =
  /^[\s⏎•*·–—-]*(?:double|triple|quadruple|halve|negate|transpose|swap|scale|replace|remove|drop|change|shift|raise|lower|shrink|enlarge|add)\s+[^.:;]*$/i
const isOfAltered = (line: Line, { at, sides: [head], signs }: Statement, from: number): boolean => {
  if (head?.kind !== 'side') return false
  const words = head.format === 'words' ? head.text : ''
  if (!alters.test(`${line.flow.slice(from, at)}${words}`)) return false
  const { offsets, text } = line.sentence
  return signs[0] === '->' || /(?:→|⇒|⟶|[-=]>)\s*$/.test(text.slice(0, offsets.indexOf(head.from)))
}

/** "With four times as many outputs it is ¤": of another case than the one before. */
const timesAsMany =
  /\b(?:with|for|at)\s+(?:(?:twice|half|double|\p{L}+ times)\s+(?:as\s+\p{L}+|the\s+\p{L}+)|¤\s+times\s+as\s+\p{L}+)[^.;:]*$/iu

/** "Θ(n) for fixed ¤": what is held, or may be anything. */
const ofAnyValue =
  /\bfor\s+(?:(?:an?|any|every|each|all|some)\s+)?(?:(?:fixed|given|constant|any|every|each|all|(?:sufficiently\s+)?(?:large|small|big))\s+)+(?:\p{L}+\s+){0,2}$/iu

/** "After a pooling with stride ¤ it is ¤": where there is such a thing. */
const afterSuch =
  /\bafter\s+(?:an?|some)\s+[^,.;:¤]*\bwith\s+(?:stride|padding|dilation|kernel|size)\s*¤[^.;:]*$/i

/** "The symmetric version uses ¤; there it is ¤": what another version has. */
const ofOtherVersion = /\b(?:symmetric|other|alternative)\b[^.;¤]*\b(?:version|variant)\b[^.]*$/i

/** "For the height replace W by ¤". */
const inPlaceOf = /\breplac\w*\s+¤\s+(?:by|with)\s*$/i

/** "There α is ¤": in the case that the sentence before has told of. */
const inThatCase = /^[^\p{L}¤]*there\s*,?\s*¤/iu

/** "1 for the winner and ¤ otherwise: …" tells cases; "returns ¤ instead of ¤: …" has told what is not. */
const settled =
  /¤\s+otherwise\b|\b(?:instead of|rather than|as opposed to)\s+(?:the\s+)?(?:\w+\s+){0,2}¤(?=\s*(?:[:,;⏎]|¤))/gi

/** "So for ¤ one would take ¤": what holds where the sentence says, told politely. */
const politely =
  /(?<=(?:^|[.;:(⏎]|,\s+(?:so|and)|\b(?:so|thus|hence|then|therefore))\s*,?\s*(?:for|with|at)\s+¤(?:\s*(?:,|and|,\s*and)\s*¤)*\s*,?\s*(?:one|we|you|i)\s+)would(?=\s+(?:(?:then|thus|therefore|\w+ly)\s+)*(?:take|use|choose|pick|set|get|have|need|obtain)\b)/gi

/** What the words around a statement make of it. `isSetting` tells a condition such as `n ≥ 7` or `c = 1/√d`. */
export const stanceOf = (
  line: Line,
  statement: Statement,
  isSetting: (other: Statement) => boolean,
): Stance => {
  const { flow } = line
  const [from, to] = clauseBounds(flow, statement.at)
  const before = balanced(flow.slice(from, statement.at))
  const after = balanced(flow.slice(statement.end + 1, to))
  const clause = `${before} ¤ ${after}`
  if (rejectionAfter.test(after) || violationAfter.test(after)) return 'mention'
  if (isQuoted(flow, statement) && !affirmed.test(before)) return 'mention'
  if (line.sentence.kind === 'item' && listsErrors.test(line.sentence.under)) return 'mention'
  if (negation.test(before)) return 'mention'
  if (
    counterfactual.test(before.replace(settled, '¤').replace(politely, 'will ')) ||
    /^[^¤,;]{0,24}\b(?:instead(?!\s+of)|otherwise)\b/.test(after)
  )
    return 'mention'
  if (/\bif\b[^¤]*\b(?:instead|forget|forgot|don't|do not|did not|didn't|skip|omit|ignore)/i.test(clause))
    return 'mention'
  if (comparison.test(before) || ofOther.test(before)) return 'mention'
  if (inBracketOfOther.test(flow.slice(0, statement.at))) return 'mention'
  if (inPlaceOf.test(before)) return 'mention'
  if (nears.test(before) || afterSuch.test(before)) return 'supposed'
  if (attribution.test(before) && !endorsement.test(clause)) return 'mention'
  if (earlier.test(before) || /^\s*(?:before|earlier|previously|at first|initially)\b/i.test(after))
    return 'mention'
  if (/\?/.test(flow.slice(statement.end, statement.end + 4))) return 'mention'
  if (crossed.test(line.sentence.text)) return 'mention'
  if (isAsked(line, statement)) return 'supposed'
  if (statement.sides.length === 1 && ofAnyValue.test(before)) return 'supposed'
  if (isInLimit(line, statement) || timesAsMany.test(before)) return 'supposed'
  if (line.sentence.kind === 'item' && listsOthers.test(line.sentence.under)) return 'supposed'
  if (inThatCase.test(flow) || isOfAltered(line, statement, from)) return 'supposed'
  if (ofOtherVersion.test(flow.slice(0, statement.at))) return 'supposed'
  if (ofSomebody.test(line.sentence.cell?.header ?? '')) return 'mention'
  if (attributedAfter.test(after) && !affirmed.test(before)) return 'mention'
  if (/\b(?:with|for|at|using|taking|under)\s*$/i.test(before) && /\bwould\b/i.test(after)) return 'mention'
  if (/\bfrom\s+$/i.test(flow.slice(from, statement.at))) return 'supposed'
  if (ofCaseAfter.test(after) || ofCaseAfter.test(flow.slice(to + 1))) return 'supposed'
  // "¤ here, ¤ there"
  if (/^\s*there\b(?!\s+(?:is|are|was|were|exist))/i.test(after)) return 'supposed'
  // "The runtime goes from ¤ to ¤" claims the second; "grows from ¤ to ¤" in some case does not.
  if (/\bfrom\s+¤[^¤;.]*\bto\s+$/i.test(flow.slice(from, statement.at)) && !newValue.test(before))
    return 'supposed'
  if (
    !statement.boxed &&
    (ofOtherPart.test(after) ||
      inOtherPart.test(flow.slice(from, statement.at)) ||
      (fromPart.test(flow.slice(from, statement.at)) && !compared.test(flow.slice(from, statement.at))))
  )
    return 'supposed'
  if (!condition.test(before)) return 'claim'
  const found = before.slice(before.search(condition)).match(conditionInSymbols)
  if (found?.index !== 0) return 'supposed'
  const start = from + before.search(condition)
  const end = start + found[0].length
  const conditions = line.statements.filter((other) => other.at >= start && other.at < end)
  return conditions.length > 0 && conditions.every(isSetting) ? 'claim' : 'supposed'
}

/** Words for what somebody gets wrong. */
const erroneous =
  /\b(?:mistak\w+|incorrect(?:ly)?|wrong(?:ly)?|erroneous(?:ly)?|errors?|slips?|naive(?:ly)?|tempt\w+|(?:about|going) to (?:write|say|answer|conclude|claim)|almost (?:wrote|said|answered)|confus\w+|mix(?:ed|ing)? up|traps?|pitfalls?|misread\w*|misconceptions?|doubl(?:e-count|y count)\w*|forg[eo]t\w*)\b/i
/** "It must not exceed ¤": what is denied is not the equation. */
const bounds = /\b(?:exceed|surpass|pass|be (?:larger|greater|more|above)(?: than)?)\s*$/i

/** How an equation between numbers is meant: it holds or not also of what is only supposed, compared or bounded. */
export const arithmeticStanceOf = (line: Line, statement: Statement): Stance => {
  const { flow, sentence } = line
  const [from, to] = clauseBounds(flow, statement.at)
  const before = balanced(flow.slice(from, statement.at))
  const after = balanced(flow.slice(statement.end + 1, to))
  const isOfSomebody =
    (isQuoted(flow, statement) && !affirmed.test(before)) ||
    (attribution.test(before) && !endorsement.test(`${before} ¤ ${after}`)) ||
    (attributedAfter.test(after) && !affirmed.test(before)) ||
    ofSomebody.test(sentence.cell?.header ?? '')
  const isWithdrawn =
    rejectionAfter.test(after) ||
    crossed.test(sentence.text) ||
    erroneous.test(before) ||
    (sentence.kind === 'item' && listsErrors.test(sentence.under)) ||
    (negation.test(before) && !bounds.test(before)) ||
    earlier.test(before) ||
    /^\s*(?:before|earlier|previously|at first|initially)\b/i.test(after)
  if (isOfSomebody || isWithdrawn || /\?/.test(flow.slice(statement.end, statement.end + 4))) return 'mention'
  return isAsked(line, statement) ? 'supposed' : 'claim'
}
