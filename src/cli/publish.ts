import { ConfigError, readConfig } from '../config.ts'
import { publishDiscord } from '../platforms/discord/publish.ts'
import { slackManifest } from '../platforms/slack/manifest.ts'
import { loadRegistry } from '../registry.ts'
import { writeNamed } from './named-file.ts'

/** Registers the commands with Discord, and writes the Slack manifest, both from the registry. */
export const publish = async (options: { discord?: boolean; slackManifest?: string }): Promise<void> => {
  const config = readConfig()
  const commands = [...(await loadRegistry()).values()].map(({ info }) => info)
  if (!options.discord && options.slackManifest === undefined)
    throw new ConfigError('Say what to publish: --discord, --slack-manifest FILE, or both.')
  if (options.slackManifest !== undefined) {
    const manifest = slackManifest(commands, { socketMode: config.slack?.signingSecret === undefined })
    await writeNamed(options.slackManifest, `${JSON.stringify(manifest, null, 2)}\n`)
    process.stdout.write(
      `Slack: ${options.slackManifest} written. Create the app from it at api.slack.com/apps.\n`,
    )
  }
  if (options.discord) {
    const { discord } = config
    if (!discord) throw new ConfigError('DISCORD_TOKEN is needed to publish to Discord')
    if (!discord.applicationId)
      throw new ConfigError('DISCORD_APPLICATION_ID is needed to publish to Discord')
    await publishDiscord({ ...discord, applicationId: discord.applicationId, commands })
    process.stdout.write(`Discord: ${commands.length} commands registered.\n`)
  }
}
