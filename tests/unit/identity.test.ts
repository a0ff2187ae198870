import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Person } from '../../src/asker.ts'
import { createIdentify, ownSecret } from '../../src/identity.ts'

const identify = createIdentify('a secret of the course', {
  discordRoles: ['900000000000000001'],
  slackPeople: ['U0STAFF'],
  slackGroups: ['S0STAFF'],
})

describe('who somebody is', () => {
  const student: Person = { platform: 'discord', id: '300000000000000001', place: '100000000000000001' }

  it('is a pseudonym: always the same, and nothing of the id is in it', () => {
    const { pseudonym, course } = identify(student)
    expect(identify({ ...student })).toEqual({ pseudonym, course, staff: false })
    expect(`${pseudonym} ${course}`).not.toMatch(/30000|10000/)
    expect(identify({ ...student, id: '300000000000000002' }).pseudonym).not.toBe(pseudonym)
    expect(identify({ ...student, platform: 'slack' }).pseudonym).not.toBe(pseudonym)
    expect(createIdentify('another secret', {})(student).pseudonym).not.toBe(pseudonym)
  })

  it.each<[string, Person, boolean]>([
    ['a member', student, false],
    ['one with another role', { ...student, groups: ['900000000000000002'] }, false],
    ['one with the role of staff', { ...student, groups: ['5', '900000000000000001'] }, true],
    ['a Slack id on Discord', { platform: 'discord', id: 'U0STAFF' }, false],
    ['a Slack member', { platform: 'slack', id: 'U0ALICE' }, false],
    ['one on the list', { platform: 'slack', id: 'U0STAFF' }, true],
    ['one of the group', { platform: 'slack', id: 'U0BOB', groups: ['S0STAFF'] }, true],
    ['a guest by the same id', { platform: 'slack', id: 'U0STAFF', guest: true }, false],
    ['a guest of the group', { platform: 'slack', id: 'U0BOB', groups: ['S0STAFF'], guest: true }, false],
  ])('%s: staff only by what is configured', (_, person, staff) => {
    expect(identify(person).staff).toBe(staff)
    if (person.platform !== 'terminal') expect(createIdentify('x', {})(person).staff).toBe(false)
  })

  it('is keyed by a secret that is made once and that only its owner reads', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'exacta-identity-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const secret = ownSecret(join(folder, 'data'))
    expect(secret.length).toBeGreaterThanOrEqual(43)
    expect(ownSecret(join(folder, 'data'))).toBe(secret)
    const file = join(folder, 'data', 'pseudonyms.key')
    expect(await readFile(file, 'utf8')).toBe(secret)
    expect((await stat(file)).mode & 0o077).toBe(0)
    expect(ownSecret(undefined)).not.toBe(ownSecret(undefined))
  })
})
