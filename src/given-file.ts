/** A file that a person hands in, as their surface tells of it; nothing of it is fetched before it is read. */
export type GivenFile = {
  readonly name: string
  /** As the platform says; more than that is never delivered. */
  readonly bytes: number
  /** Its content, a chunk at a time. Throws InputError where it cannot be had. */
  read(signal?: AbortSignal): AsyncIterable<Uint8Array>
}

export const isGivenFile = (value: unknown): value is GivenFile =>
  typeof value === 'object' && value !== null && 'read' in value && typeof value.read === 'function'
