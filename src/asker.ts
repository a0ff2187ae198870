/** Who asks, as far as anything past the surfaces may know. */
export type Asker = {
  /** The same for one person at all times, and tells nothing about them. */
  readonly pseudonym: string
  /** The server or workspace, as a pseudonym too: budgets are kept for each. */
  readonly course: string
  readonly staff: boolean
}

/** One who asks from nowhere in particular: never staff, and all such share one allowance. */
export const anyone: Asker = { pseudonym: 'anyone', course: 'anywhere', staff: false }

/** What a platform knows of a person. */
export type Person = {
  readonly platform: 'discord' | 'slack' | 'terminal'
  readonly id: string
  /** The server or workspace that they ask in; left out in direct messages. */
  readonly place?: string
  /** Roles or user groups that they hold there. */
  readonly groups?: readonly string[]
  /** True for one who belongs to another workspace than the app, and only shares a channel with it. */
  readonly guest?: boolean
}

export type Identify = (person: Person) => Asker
