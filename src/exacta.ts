import type { z } from 'zod'
import type { Solution } from './model.ts'
import type { Picture, PictureRequest } from './picture.ts'
import type { CommandInfo } from './registry.ts'

import type { Reply } from './reply.ts'

/** What every surface calls. No method that gives a Reply rejects for what a user typed: that comes back as a private reply. */
export type Exacta = {
  readonly commands: readonly CommandInfo[]
  /** `/conv x:[[1,2],[3,4]] kernel:…` as typed; the leading slash may be missing. */
  ask(text: string): Promise<Reply>
  /** A command with its options as a platform delivers them: strings by name. */
  answer(command: string, options: Readonly<Record<string, unknown>>): Promise<Reply>
  /** Step `step` (1-based) of `source`, a command or a part of a set: its question, or with `reveal` its value too. */
  step(source: string, step: number, reveal: boolean): Promise<Reply>
  /** A model's explanation of `source`, a command or a part of a problem set, checked; without a model the solver's own derivation. */
  explain(source: string, signal?: AbortSignal): Promise<Reply>
  /** The verdict on `text` (an answer or a whole explanation) as said of `source`, a command or a part of a problem set. */
  check(source: string, text: string): Promise<Reply>
  /** The statement of a part of a problem set, such as `hw4 3c`. */
  problem(source: string): Promise<Reply>
  /** A picture of a reply, drawn on another thread; undefined where it cannot be drawn, and the text must do. */
  draw(request: PictureRequest): Promise<Picture | undefined>
  /** Values that complete what is typed in one option, best first. */
  complete(command: string, field: string, typed: string): readonly string[]
  /** The solution itself, for scripts; rejects with InputError. */
  solve(command: string, input: Readonly<Record<string, unknown>>): Promise<Solution>
}

/** A command that does something with solved commands: steps, check, help. */
export type ActionCommand<I extends z.ZodObject = z.ZodObject> = {
  readonly description: string
  readonly input: I
  /** A right call, as typed. */
  readonly example: string
  readonly staff?: true
  run(input: z.output<I>, exacta: Exacta): Promise<Reply>
}
