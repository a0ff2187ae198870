import type { z } from 'zod'
import type { Asker } from './asker.ts'
import type { GivenFile } from './given-file.ts'
import type { Level } from './level.ts'
import type { Solution } from './model.ts'
import type { Picture, PictureRequest } from './picture.ts'
import type { CommandInfo } from './registry.ts'
import type { Reply } from './reply.ts'

/** What is known of one request; whoever leaves `asker` out asks as anyone does. */
export type Request = {
  readonly asker?: Asker | undefined
  readonly signal?: AbortSignal | undefined
  /** Told at once, and as things go on, what is being done: to be shown until the reply is there. */
  readonly onProgress?: ((progress: Reply) => void) | undefined
  /** The file that came with what was typed, for a command that takes one. */
  readonly attached?: GivenFile | undefined
  /** Reads files by their names, where who asks sits at this machine. */
  readonly openFile?: ((name: string) => Promise<GivenFile>) | undefined
  /** How the surface finds who asks again, for what ends after this request; only the surface reads it. */
  readonly address?: Address | undefined
}

/** Where a person is told of what ended. It is never logged, and kept sealed. */
export type Address = {
  readonly platform: 'discord' | 'slack'
  readonly place: string
  /** How the surface finds the message in which progress is shown, once there is one. */
  readonly progress?: Promise<string> | undefined
}

/** Which message of an end it is that a person is told. */
export type Telling = {
  /** The same when the same message is sent again. */
  readonly key: string
  /** Stands in the message: with the names of its files it tells the message from any other one. */
  readonly mark: string
  /** It was sent before and may have arrived, so it is looked for first. */
  readonly again: boolean
}

export type ExplainRequest = Request & {
  /** `full` where nothing is said. */
  readonly level?: Level | undefined
  /** What the student says about it, such as "but the key says 40". */
  readonly student?: string | undefined
}

/** What every surface calls. No method that gives a Reply rejects for what a user typed: that comes back as a private reply. */
export type Exacta = {
  readonly commands: readonly CommandInfo[]
  /** `/conv x:[[1,2],[3,4]] kernel:…` as typed; the leading slash may be missing. */
  ask(text: string, request?: Request): Promise<Reply>
  /** A command with its options as a platform delivers them: strings by name. */
  answer(command: string, options: Readonly<Record<string, unknown>>, request?: Request): Promise<Reply>
  /** Step `step` (1-based) of `source`, a command or a part of a set: its question, or with `reveal` its value too. */
  step(source: string, step: number, reveal: boolean): Promise<Reply>
  /** A model's explanation of `source`, a command or a part of a problem set, checked; without a model the solver's own derivation. */
  explain(source: string, request?: ExplainRequest): Promise<Reply>
  /** The verdict on `text` (an answer or a whole explanation) as said of `source`, a command or a part of a problem set. */
  check(source: string, text: string, request?: Request): Promise<Reply>
  /** The statement of a part of a problem set, such as `hw4 3c`. */
  problem(source: string, request?: Request): Promise<Reply>
  /** A picture of a reply, drawn in another process; undefined where it cannot be drawn, and the text must do. */
  draw(request: PictureRequest): Promise<Picture | undefined>
  /** Values that complete what is typed in one option, best first. */
  complete(command: string, field: string, typed: string): readonly string[]
  /** The solution itself, for scripts; rejects with InputError. */
  solve(command: string, input: Readonly<Record<string, unknown>>): Promise<Solution>
}

type Action<I extends z.ZodObject> = {
  readonly description: string
  readonly input: I
  /** A right call, as typed. */
  readonly example: string
}

/** A command that does something with solved commands: steps, check, help. */
export type ActionCommand<I extends z.ZodObject = z.ZodObject> = Action<I> & {
  run(input: z.output<I>, exacta: Exacta, request: Request): Promise<Reply>
}

/** A command for staff: it alone gets the staff's desk, and only when staff asks. */
export type StaffCommand<I extends z.ZodObject = z.ZodObject> = Action<I> & {
  readonly staff: true
  run(input: z.output<I>, desk: Desk, request: Request): Promise<Reply>
}

type FlagFilter = {
  readonly command?: string | undefined
  readonly model?: string | undefined
  readonly verdict?: string | undefined
  readonly state: 'open' | 'resolved' | 'all'
}

export const decisions = ['model wrong', 'checker wrong', 'key wrong', 'ambiguous'] as const
type Decision = (typeof decisions)[number]

/** What staff can see and do besides everybody's commands. */
export type Desk = FlagDesk & { readonly classes: Classes }

export type FlagDesk = {
  flags(filter: FlagFilter): Promise<Reply>
  flag(id: number): Promise<Reply>
  resolve(id: number, decision: Decision, note: string, asker: Asker | undefined): Promise<Reply>
  /** All flags as a file that `exacta eval` reads. */
  exportFlags(): Promise<Reply>
}

export type GradeOrder = {
  readonly set: string
  readonly file: GivenFile
  /** `student=SID,part=Problem,answer=Response` or `2b=Scale,2c=Alpha` where headings do not tell. */
  readonly columns?: string | undefined
  /** Whether a model says something about answers that are not right. */
  readonly feedback?: boolean | undefined
}

/** Grading of whole classes for people who wait in a chat; each sees and stops what they asked for. */
export type Classes = {
  /** Resolves when the class is graded, or when the request ends: what goes on then is told by the address. */
  grade(order: GradeOrder, request: Request): Promise<Reply>
  status(request: Request): Promise<Reply>
  /** `batch` may be left out where one only is under way. */
  cancel(batch: string | undefined, request: Request): Promise<Reply>
}
