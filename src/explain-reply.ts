import { anyone } from './asker.ts'
import { checkInsistence } from './check/insistence.ts'
import { refutations } from './check/refutations.ts'
import type { Checker } from './checker.ts'
import { InputError } from './errors.ts'
import { toText } from './exact/write/write.ts'
import type { ExplainRequest } from './exacta.ts'
import { isRed, type Phase, type Progress } from './explain/attempt.ts'
import { derivation, ownHint } from './explain/derivation.ts'
import type { Explainer } from './explain/explainer.ts'
import { explanationTask } from './explanation-task.ts'
import type { Flags } from './flags/flags.ts'
import type { Level } from './level.ts'
import type { Log } from './log.ts'
import type { Reference } from './model.ts'
import {
  type Insistence,
  renderDerivation,
  renderExplanation,
  renderHint,
  renderProgress,
  renderSoFar,
} from './render/explanation-reply.ts'
import { answerBlock, type Solved } from './render/solution-reply.ts'
import type { Reply } from './reply.ts'
import { mergeSolutions, type Subject } from './subject.ts'

/** A subject and its solutions. */
export type Explainable = {
  readonly subject: Subject
  readonly solved: readonly Solved[]
  readonly references: readonly Reference[]
}

export type ExplainStages = {
  /** Writes prose; without one the solver's own derivation is shown. */
  readonly explainer?: Explainer | undefined
  /** Checks what it writes; here and now where nothing is said. */
  readonly checker?: Checker | undefined
  /** Keeps what was found wrong for the staff. */
  readonly flags?: Flags | undefined
  /** Whether a text that stays wrong is withheld; else it is shown beneath its flag, what is wrong struck through. */
  readonly withholdsWrong?: boolean | undefined
  readonly log: Log
}

/** explain → check → render; whatever the model does, the exact answer stands. */
export const explainReply = async (
  { subject, solved, references }: Explainable,
  stages: ExplainStages,
  request: ExplainRequest,
): Promise<Reply> => {
  const { asker = anyone, signal, onProgress, level = 'full' } = request
  const { name, source, topics } = subject
  const command = topics[0]?.command
  if (!command) throw new InputError('domain', 'A person judges this part; there is no solution to explain.')
  const solution = mergeSolutions(references)
  const student = insistence(request.student, references)
  const about = { name, source, student }
  const ownWords = (because: string, personal = false): Reply =>
    renderDerivation(
      { ...about, level, because: `${because} ${instead[level]}`, private: personal || level === 'hint' },
      level === 'hint' ? ownHint(command.solver.idea, solution) : derivation(command.solver.idea, solution),
    )
  if (!stages.explainer) return ownWords('No model is configured.')
  const exercise = {
    source: canonical(subject, solved),
    statement: subject.problem?.part.statement,
    topic: command,
    solution,
    level,
    student: student && { says: student.says, judgement: student.verdict.findings },
  }
  const answer = answerBlock(solution.answers).text
  const task = explanationTask({ exercise, topics, references, source }, asker, stages)
  stages.checker?.warm()
  const explanation = await stages.explainer.explain(task, asker, {
    signal,
    onProgress: onProgress && ((progress) => onProgress(progressReply(progress, about, answer))),
  })
  if (explanation.kind === 'none') return ownWords(explanation.because, explanation.personal)
  const { text, verdict, model: by, told } = explanation
  if (isRed(verdict) && stages.withholdsWrong) return ownWords(withheld)
  const witnesses = refutations(verdict, references)
  const explained = { ...about, text, verdict, witnesses, by, answer, told }
  return level === 'hint' ? renderHint(explained) : renderExplanation(explained)
}

const instead: Readonly<Record<Level, string>> = {
  hint: 'This is the solver’s own hint.',
  brief: 'This is the solver’s own derivation.',
  full: 'This is the solver’s own derivation.',
}
const withheld = 'What the model wrote disagrees with the solver and is withheld.'

const progressReply = ({ phase, soFar }: Progress, { name, student }: About, answer: string): Reply =>
  soFar ? renderSoFar({ name, student, answer, ...soFar }) : renderProgress(name, progressSays[phase])

type About = { readonly name: string; readonly student: Insistence | undefined }

const progressSays: Readonly<Record<Phase, string>> = {
  writing: 'Reading the solution…',
  checking: 'Checking the explanation, claim by claim…',
  again: 'Something in it did not hold; it is being written anew…',
}

const insistence = (says: string | undefined, references: readonly Reference[]): Insistence | undefined => {
  if (says === undefined) return undefined
  const verdict = checkInsistence(says, references)
  return { says, verdict, witnesses: refutations(verdict, references) }
}

/** The commands with their values as they were read: however somebody typed them, they are explained alike. */
const canonical = ({ name, problem }: Subject, solved: readonly Solved[]): string => {
  const calls = solved.map(({ command, echo }) =>
    [
      `/${command}`,
      ...echo.map(([field, value]) => `${field}:${typeof value === 'string' ? value : toText(value)}`),
    ].join(' '),
  )
  return problem ? `${name}: ${calls.join('; ')}` : calls.join('; ')
}
