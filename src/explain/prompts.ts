import { readFileSync } from 'node:fs'
import type { Level } from '../level.ts'

/** The files in `prompts/`: each one thing that a model is told, with a version of its own. */
export const promptFiles = [
  'rules',
  'full',
  'brief',
  'hint',
  'answer',
  'student',
  'feedback',
  'structure',
] as const
export type PromptFile = (typeof promptFiles)[number]

export type PromptText = { readonly version: number; readonly text: string }

const read = (name: PromptFile): PromptText => {
  const file = readFileSync(new URL(`./prompts/${name}.md`, import.meta.url), 'utf8')
  const [, version, text] = /^<!-- version (\d+) -->\n([\s\S]+)$/.exec(file) ?? []
  if (version === undefined || text === undefined)
    throw new Error(`src/explain/prompts/${name}.md does not begin with <!-- version N -->`)
  return { version: Number(version), text: text.trim() }
}

export const prompts: Readonly<Record<PromptFile, PromptText>> = {
  rules: read('rules'),
  full: read('full'),
  brief: read('brief'),
  hint: read('hint'),
  answer: read('answer'),
  student: read('student'),
  feedback: read('feedback'),
  structure: read('structure'),
}

/** `full 2, rules 2`: what a stored explanation was asked with. */
export const versionOf = (kind: Level | 'answer'): string =>
  `${kind} ${prompts[kind].version}, rules ${prompts.rules.version}`
