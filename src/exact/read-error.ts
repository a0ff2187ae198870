export type ReadFault = 'syntax' | 'domain' | 'too-large'

/** A text or JSON value that cannot be read as an exact value; `message` says what would be right. */
export class ReadError extends Error {
  override readonly name = 'ReadError'
  readonly kind: ReadFault
  constructor(kind: ReadFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
