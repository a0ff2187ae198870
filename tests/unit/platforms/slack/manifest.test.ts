import { expect, test } from 'vitest'
import { slackManifest } from '../../../../src/platforms/slack/manifest.ts'
import { CONV } from './stub-exacta.ts'

test('every command of the registry is offered with a hint that shows how to call it', () => {
  const { features } = slackManifest([CONV], { socketMode: true })
  expect(features?.slash_commands).toEqual([
    {
      command: '/conv',
      description: 'Convolution of two arrays',
      usage_hint: 'x:[[1,2],[3,4]] kernel:[[1,0],[0,-1]] [mode:convolution]',
      should_escape: false,
    },
  ])
})

test('staff commands are not offered, for Slack shows a command to everybody', () => {
  const manifest = slackManifest([CONV, { ...CONV, name: 'grade', staff: true }], { socketMode: true })
  expect(manifest.features?.slash_commands?.map(({ command }) => command)).toEqual(['/conv'])
})

test('a staff command that takes a file is, with a shortcut, for only these can open its form', () => {
  const file = { name: 'file', about: 'the file', example: 'a.csv', required: true, file: true }
  const grade = { ...CONV, name: 'grade', staff: true, fields: [file] }
  const { features } = slackManifest([CONV, grade], { socketMode: true })
  expect(features?.slash_commands?.map(({ command }) => command)).toEqual(['/conv', '/grade'])
  expect(features?.shortcuts?.map(({ name }) => name)).toEqual(['Check this message', 'Grade this file'])
})

test('names that Slack keeps for itself are not offered, for they make it refuse the whole manifest', () => {
  const manifest = slackManifest([CONV, { ...CONV, name: 'topic' }], { socketMode: true })
  expect(manifest.features?.slash_commands?.map(({ command }) => command)).toEqual(['/conv'])
})

test('socket mode needs no address; HTTP mode has one for commands, events and interactivity', () => {
  expect(JSON.stringify(slackManifest([CONV], { socketMode: true }))).not.toContain('url')
  const { settings, features } = slackManifest([CONV], { socketMode: false, url: 'https://bot.example.edu' })
  const address = 'https://bot.example.edu/slack/events'
  expect(settings?.socket_mode_enabled).toBe(false)
  expect(settings?.event_subscriptions?.request_url).toBe(address)
  expect(settings?.interactivity?.request_url).toBe(address)
  expect(features?.slash_commands?.[0]?.url).toBe(address)
})

// The limits are those of docs.slack.dev, "App manifest reference".
test('texts of any length stay within the limits of a manifest', () => {
  const long = { ...CONV, description: 'd'.repeat(5000) }
  const field = { name: 'x', about: '', example: 'e'.repeat(3000), required: true }
  const { display_information, features } = slackManifest([{ ...long, fields: [field] }], {
    socketMode: true,
  })
  expect(display_information.name.length).toBeLessThanOrEqual(35)
  expect(display_information.description?.length).toBeLessThanOrEqual(140)
  const [command] = features?.slash_commands ?? []
  expect(command?.description).toHaveLength(2000)
  expect(command?.usage_hint).toHaveLength(1000)
  const [shortcut] = features?.shortcuts ?? []
  expect(shortcut?.name).toBe('Check this message')
  expect(shortcut?.name.length).toBeLessThanOrEqual(24)
  expect(shortcut?.description.length).toBeLessThanOrEqual(150)
  expect(features?.bot_user?.display_name).toMatch(/^[a-z0-9._-]{1,80}$/)
})

test('the bot asks for what it uses', () => {
  const { oauth_config, settings } = slackManifest([CONV], { socketMode: true })
  expect(oauth_config?.scopes?.bot).toEqual(
    expect.arrayContaining(['commands', 'chat:write', 'files:write', 'im:write', 'app_mentions:read']),
  )
  expect(settings?.event_subscriptions?.bot_events).toEqual(['app_mention', 'message.im'])
})
