import type { BaseInteraction } from 'discord.js'
import type { Person } from '../../asker.ts'

/** The member that comes with an interaction is Discord's word, signed or over the gateway: nobody can forge its roles. */
const rolesOf = ({ member }: BaseInteraction): readonly string[] => {
  if (!member) return []
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()]
}

export const personOf = (interaction: BaseInteraction): Person => ({
  platform: 'discord',
  id: interaction.user.id,
  groups: rolesOf(interaction),
  ...(interaction.guildId !== null && { place: interaction.guildId }),
})
