export type ReadFault = 'syntax' | 'domain' | 'too-large'

/** A text or JSON value that cannot be read as an exact value; `message` says what would be right. */
export class ReadError extends Error {
  override readonly name = 'ReadError'
  readonly kind: ReadFault
  /** The field that cannot be read, where what was given has several. */
  readonly field: string | undefined
  constructor(kind: ReadFault, message: string, options: ErrorOptions & { readonly field?: string } = {}) {
    super(message, options)
    this.kind = kind
    this.field = options.field
  }
}
