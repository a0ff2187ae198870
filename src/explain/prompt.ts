import { toLatex, toText } from '../exact/write/write.ts'
import type { Level } from '../level.ts'
import type { Alternative, Finding, Quantity, Solution, Step, TopicCommand } from '../model.ts'
import { prompts, versionOf } from './prompts.ts'

export type Prompt = {
  readonly system: string
  readonly user: string
  /** Quantities whose values the model names beside its prose, where the server can give a structure. */
  readonly quantities: readonly string[]
  readonly version: string
}

/** What is explained, to whom it is nobody's business. */
export type Exercise = {
  /** The command or the part of a set, as one would type it. */
  readonly source: string
  /** The part of a set as it is posed. */
  readonly statement?: string | undefined
  readonly topic: TopicCommand
  readonly solution: Solution
  /** Names of the answers that the text must end with. */
  readonly asks: readonly string[]
  readonly level: Level
  readonly student?: { readonly says: string; readonly judgement: readonly Finding[] } | undefined
}

/** Past this many characters a value teaches nothing in a prompt. */
const longestValue = 1500

export const shown = (value: string): string =>
  value.length <= longestValue ? value : `${value.slice(0, longestValue)} … (cut here; do not continue it)`

const quantityData = ({ name, symbol, value, about }: Quantity) => ({
  name,
  symbol,
  about,
  latex: shown(toLatex(value)),
  text: shown(toText(value)),
})

const stepData = ({ says, latex, yields = [] }: Step, at: number) => ({
  step: at + 1,
  says,
  latex: shown(latex),
  ...(yields.length > 0 && { yields: yields.map(quantityData) }),
})

const alternativeData = ({ kind, says, answers }: Alternative) => ({
  kind,
  says,
  answers: answers.map(quantityData),
})

const findingData = ({ kind, quote, claimed, expected, because }: Finding) => ({
  kind,
  quote: shown(withoutPeople(quote)),
  ...(claimed !== undefined && { claimed: shown(claimed) }),
  ...(expected !== undefined && { solution: shown(expected) }),
  ...(because !== undefined && { because }),
})

/** Discord and Slack write people, roles and channels as `<@…>`, `<@&…>`, `<#…>`, `<!…>`. */
const mentions = /<(?:@[!&]?|#|!)[^>\s]*>/g
const addresses = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
/** Ids as they stand when copied: Discord's have 17 to 20 digits, Slack's begin with one of these letters. */
const ids = /(?<![\w.])(?:\d{17,20}|[UWCDGT]0[A-Z0-9]{7,})(?![\w.])/g

/** What was typed, without anything that names a person. */
export const withoutPeople = (typed: string): string =>
  typed.replace(mentions, '').replace(addresses, '').replace(ids, '')

/** An escaped backtick is the same data, and cannot close the block that it stands in. */
export const block = (data: unknown): string =>
  `\`\`\`json\n${JSON.stringify(data, null, 1).replaceAll('`', '\\u0060')}\n\`\`\``

/** What holds, as data. */
export const solutionData = ({
  source,
  statement,
  topic,
  solution,
}: Pick<Exercise, 'source' | 'statement' | 'topic' | 'solution'>) => ({
  command: shown(withoutPeople(source).replace(/\s+/g, ' ').trim()),
  ...(statement !== undefined && { exercise: shown(statement) }),
  topic: topic.solver.title,
  idea: topic.solver.idea,
  answers: solution.answers.map(quantityData),
  conventions: solution.conventions.map(({ says }) => says),
  steps: solution.steps.map(stepData),
  alternatives: solution.alternatives.map(alternativeData),
})

/** What an exact checker found in a first text. */
export const faultsText = (faults: readonly Finding[]): readonly string[] =>
  faults.length > 0 ? [`${prompts.feedback.text}\n${block(faults.map(findingData))}`] : []

/** The prompt holds the exact solution and asks for prose about it, never for a result. */
export const promptFor = (exercise: Exercise, faults: readonly Finding[] = []): Prompt => {
  const { topic, asks, level, student } = exercise
  const data = {
    ...solutionData(exercise),
    ...(student && {
      student: shown(withoutPeople(student.says)),
      judgement: student.judgement.map(findingData),
    }),
  }
  const user = [
    prompts[level].text,
    topic.brief,
    ...(student ? [prompts.student.text] : []),
    `The solution:\n${block(data)}`,
    ...faultsText(faults),
  ].join('\n\n')
  return {
    system: prompts.rules.text,
    user,
    quantities: level === 'hint' ? [] : asks,
    version: versionOf(level),
  }
}
