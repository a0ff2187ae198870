import type { RepliableInteraction } from 'discord.js'
import type { Request } from '../../exacta.ts'
import { personOf } from './person.ts'
import type { Session } from './respond.ts'

/** An interaction's token lives 15 minutes; an explanation that takes longer could not be shown. */
const tokenLife = 14 * 60_000

/** What the pipeline may know of an interaction. */
export const requestOf = ({ identify, stopping }: Session, interaction: RepliableInteraction): Request => ({
  asker: identify?.(personOf(interaction)),
  signal: AbortSignal.any([stopping, AbortSignal.timeout(tokenLife)]),
  address: {
    platform: 'discord',
    place: interaction.user.id,
    // With it the reply, which shows progress, can be edited while the token lives.
    progress: Promise.resolve(interaction.token),
  },
})
