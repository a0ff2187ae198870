import { createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Identify, Person } from './asker.ts'

export type StaffSettings = {
  /** Discord roles: their ids are the same in no two servers. */
  readonly discordRoles?: readonly string[]
  /** Slack people and user groups of the app's own workspace. */
  readonly slackPeople?: readonly string[]
  readonly slackGroups?: readonly string[]
}

const isStaff = ({ platform, id, groups = [], guest }: Person, staff: StaffSettings): boolean => {
  if (platform === 'terminal') return true
  if (platform === 'discord') return groups.some((role) => staff.discordRoles?.includes(role))
  // Who only shares a channel with the workspace is nobody's staff here, whatever their lists say.
  if (guest) return false
  return (
    staff.slackPeople?.includes(id) === true || groups.some((group) => staff.slackGroups?.includes(group))
  )
}

/** Pseudonyms are keyed: the ids of a platform are few enough to try them all against a bare hash. */
export const createIdentify = (secret: string, staff: StaffSettings): Identify => {
  const pseudonym = (...parts: readonly string[]): string =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url').slice(0, 12)
  return (person) => ({
    pseudonym: pseudonym('person', person.platform, person.id),
    course: pseudonym('place', person.platform, person.place ?? ''),
    staff: isStaff(person, staff),
  })
}

/** The secret in the data folder, made on the first call; without a folder one for this run. */
export const ownSecret = (folder: string | undefined): string => {
  const fresh = randomBytes(32).toString('base64url')
  if (folder === undefined) return fresh
  const file = join(folder, 'pseudonyms.key')
  mkdirSync(folder, { recursive: true })
  try {
    writeFileSync(file, fresh, { flag: 'wx', mode: 0o600 })
    return fresh
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      return readFileSync(file, 'utf8').trim()
    throw error
  }
}
