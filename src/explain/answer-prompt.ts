import type { Finding } from '../model.ts'
import {
  block,
  type Exercise,
  faultsText,
  type Prompt,
  shown,
  solutionData,
  withoutPeople,
} from './prompt.ts'
import { prompts, versionOf } from './prompts.ts'

/** An answer that was compared with the solution, and in words what was found. */
export type GradedAnswer = Omit<Exercise, 'asks' | 'level' | 'student'> & {
  readonly answer: string
  readonly judgement: readonly string[]
}

/** Asks for feedback on an answer: the solution and the judgement are given, and neither is the model's to change. */
export const promptForAnswer = (
  { answer, judgement, ...exercise }: GradedAnswer,
  faults: readonly Finding[] = [],
): Prompt => {
  const data = {
    ...solutionData(exercise),
    student: shown(withoutPeople(answer)),
    judgement,
  }
  return {
    system: prompts.rules.text,
    user: [prompts.answer.text, `The solution:\n${block(data)}`, ...faultsText(faults)].join('\n\n'),
    quantities: [],
    version: versionOf('answer'),
  }
}
