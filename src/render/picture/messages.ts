import type { Drawing } from '../../picture.ts'
import type { Drawn } from './draw.ts'

/** What crosses between the processes. */
export type Job = { readonly drawing: Drawing }
export type Answer =
  | ({ readonly kind: 'drawn' } & Drawn)
  | { readonly kind: 'refused'; readonly because: string }
