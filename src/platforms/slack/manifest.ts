import type { webApi } from '@slack/bolt'
import type { CommandInfo, FieldInfo } from '../../registry.ts'
import { clip, LIMITS } from './limits.ts'
import { FILE_SHORTCUT, SHORTCUT } from './view.ts'

export type SlackManifest = webApi.AppsManifestCreateArguments['manifest']

/** Where Slack sends everything in HTTP mode: Bolt's own path. */
export const EVENTS_PATH = '/slack/events'

/** Slack's own commands, which no app may have (slack.com/help, "Use built-in slash commands"). */
const RESERVED = new Set(
  'active archive away collapse dnd expand feed huddle invite join kick leave me msg mute open remind remove rename search shortcuts shrug star status topic who'.split(
    ' ',
  ),
)

const hint = ({ name, example, required }: FieldInfo): string =>
  required ? `${name}:${example}` : `[${name}:${example}]`

const takesFile = ({ fields }: CommandInfo): boolean => fields.some(({ file }) => file)

const address = (url: string | undefined) =>
  url === undefined ? undefined : new URL(EVENTS_PATH, url).toString()

/**
 * The app's manifest, from the registry (docs.slack.dev, "App manifest reference"). `url` is the public https address,
 * needed without socket mode. Staff commands are left out, for Slack cannot keep a command to some people, but for those
 * that take a file, whose form a slash command must open; commands left out can be called by a mention.
 */
export const slackManifest = (
  commands: readonly CommandInfo[],
  options: { readonly socketMode: boolean; readonly url?: string },
): SlackManifest => {
  const url = options.socketMode ? undefined : address(options.url)
  const offered = commands
    .filter((command) => (!command.staff || takesFile(command)) && !RESERVED.has(command.name))
    .slice(0, LIMITS.commands)
  return {
    display_information: {
      name: 'Exacta',
      description: 'An exact teaching assistant: a solver answers, every explanation is checked.',
    },
    features: {
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'exacta', always_online: true },
      shortcuts: [
        {
          type: 'message',
          name: 'Check this message',
          callback_id: SHORTCUT,
          description: 'Checks an explanation or an answer against the exact solution',
        },
        ...(commands.some(takesFile)
          ? [
              {
                type: 'message' as const,
                name: 'Grade this file',
                callback_id: FILE_SHORTCUT,
                description: 'For staff: grades the answers in the file of this message',
              },
            ]
          : []),
      ],
      slash_commands: offered.map((command) => ({
        command: `/${command.name}`,
        description: clip(command.description, LIMITS.commandDescription),
        usage_hint: clip(command.fields.map(hint).join(' '), LIMITS.usageHint),
        should_escape: false,
        ...(url === undefined ? {} : { url }),
      })),
    },
    oauth_config: {
      scopes: {
        bot: [
          'commands',
          'chat:write',
          'chat:write.public',
          'files:write',
          // A long paste becomes a text file, which a shortcut checks too.
          'files:read',
          'app_mentions:read',
          'im:history',
          'im:write',
          // A shortcut reads the thread of its message to find which command it is about.
          'channels:history',
          'groups:history',
          'mpim:history',
          // Who is in the user groups of the staff.
          'usergroups:read',
        ],
      },
    },
    settings: {
      event_subscriptions: {
        ...(url === undefined ? {} : { request_url: url }),
        bot_events: ['app_mention', 'message.im'],
      },
      interactivity: { is_enabled: true, ...(url === undefined ? {} : { request_url: url }) },
      org_deploy_enabled: false,
      socket_mode_enabled: options.socketMode,
      token_rotation_enabled: false,
    },
  }
}
