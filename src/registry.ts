export type FieldInfo = {
  readonly name: string
  readonly about: string
  readonly example: string
  readonly required: boolean
  readonly choices?: readonly string[]
  readonly suggestions?: readonly string[]
}

/** One command as every surface offers it. */
export type CommandInfo = {
  readonly name: string
  readonly description: string
  readonly fields: readonly FieldInfo[]
  /** A right call, as typed. */
  readonly example: string
  readonly staff: boolean
}
