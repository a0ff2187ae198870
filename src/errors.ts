export type InputFault = 'syntax' | 'domain' | 'too-large'

/** What a user typed is wrong: shown to them word for word, privately. `field` is the option's name. */
export class InputError extends Error {
  override readonly name = 'InputError'
  readonly kind: InputFault
  readonly field: string | undefined
  /** A right value for the field, as it would be typed. */
  readonly example: string | undefined
  constructor(
    kind: InputFault,
    message: string,
    where: { field?: string | undefined; example?: string | undefined } = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.kind = kind
    this.field = where.field
    this.example = where.example
  }
}

export type UpstreamFault = 'timeout' | 'rate-limited' | 'refused' | 'not-configured'

/** A service we depend on did not deliver; the reply goes out without it. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError'
  readonly kind: UpstreamFault
  constructor(kind: UpstreamFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
