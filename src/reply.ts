import type { PictureRequest } from './picture.ts'

/** What is said to a user, apart from any platform. Every string is plain text: a platform escapes it. */
export type Run =
  | string
  | { readonly strong: string }
  | { readonly emphasis: string }
  | { readonly code: string }
  | { readonly struck: string }

export type Block =
  | { readonly kind: 'text'; readonly runs: readonly Run[] }
  /** Preformatted, columns aligned; platforms show it in a fixed-width face. */
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly runs: readonly Run[] }

export type Action =
  | { readonly kind: 'explain'; readonly label: string }
  /** Shows step `step` (1-based); `reveal` shows its value, else only its question. */
  | { readonly kind: 'step'; readonly label: string; readonly step: number; readonly reveal: boolean }
  | { readonly kind: 'check'; readonly label: string }

/** A text that is too long for a message, or any other file. */
export type Attachment = { readonly name: string; readonly about: string } & (
  | { readonly text: string; readonly bytes?: undefined }
  | { readonly bytes: Uint8Array; readonly text?: undefined }
)

export type Tone = 'plain' | 'green' | 'amber' | 'red' | 'grey'

export type Reply = {
  readonly title: string
  readonly tone: Tone
  readonly blocks: readonly Block[]
  readonly actions: readonly Action[]
  readonly files: readonly Attachment[]
  /** Shown to the person who asked only. */
  readonly private: boolean
  /** Shown until the reply itself is there: what is too long is left out of it, and goes into no file. */
  readonly passing?: true
  /** Drawn only when a surface asks, after the text is out; each says nothing that the text does not. */
  readonly pictures?: readonly PictureRequest[]
  /** The command this reply is about, as one would type it; buttons and "check this message" start from it. */
  readonly source?: string
}
