import type { BaseInteraction } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { createIdentify } from '../../../../src/identity.ts'
import { personOf } from '../../../../src/platforms/discord/person.ts'

const staffRole = '900000000000000001'
const identify = createIdentify('secret', { discordRoles: [staffRole] })

/** What discord.js gives: a member with a cache of roles in a known server, the raw member in another. */
const interaction = (guildId: string | null, member: unknown): BaseInteraction =>
  ({ user: { id: '300000000000000001' }, guildId, member }) as BaseInteraction

const administrator = String(2 ** 3)

describe('who asks on Discord', () => {
  it.each([
    ['an ordinary member', interaction('1', { roles: ['5'] }), false],
    ['a member of staff', interaction('1', { roles: ['5', staffRole] }), true],
    [
      'a member of staff in a known server',
      interaction('1', { roles: { cache: new Map([[staffRole, {}]]) } }),
      true,
    ],
    [
      'the administrator of another server',
      interaction('2', { roles: ['7'], permissions: administrator }),
      false,
    ],
    ['anybody in a direct message', interaction(null, null), false],
  ])('%s', (_, from, staff) => {
    expect(identify(personOf(from)).staff).toBe(staff)
  })

  it('is one person on every server, and each server a course of its own', () => {
    const [here, there] = ['1', '2'].map((server) => identify(personOf(interaction(server, { roles: [] }))))
    expect(here?.pseudonym).toBe(there?.pseudonym)
    expect(here?.course).not.toBe(there?.course)
  })
})
