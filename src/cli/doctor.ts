import { existsSync } from 'node:fs'
import { type Config, ConfigError, readConfig } from '../config.ts'
import { createModel } from '../explain/client.ts'
import { loadRegistry } from '../registry.ts'
import { start } from '../start.ts'
import { openDatabase } from '../store/database.ts'
import { StoreInUseError } from '../store/embedded.ts'

type Finding = { readonly sign: '✓' | '✗' | '·'; readonly what: string; readonly says: string }

const ok = (what: string, says: string): Finding => ({ sign: '✓', what, says })
const bad = (what: string, says: string): Finding => ({ sign: '✗', what, says })
const unset = (what: string, says: string): Finding => ({ sign: '·', what, says })

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Says what is configured, reachable and missing; exit code 1 when something configured does not work. */
export const doctor = async (): Promise<void> => {
  const findings = await examine()
  const width = Math.max(...findings.map(({ what }) => what.length))
  for (const { sign, what, says } of findings)
    process.stdout.write(`${sign} ${what.padEnd(width)}  ${says}\n`)
  if (findings.some(({ sign }) => sign === '✗')) process.exitCode = 1
}

const examine = async (): Promise<Finding[]> => {
  let config: Config
  try {
    config = readConfig()
  } catch (error) {
    if (error instanceof ConfigError) return [nodeVersion(), bad('settings', error.message)]
    throw error
  }
  return [
    nodeVersion(),
    await commands(),
    await sandbox(config),
    await discord(config),
    await slack(config),
    await model(config),
    ...(await fallback(config)),
    await store(config),
    staff(config),
  ]
}

const nodeVersion = (): Finding => {
  const [major = 0] = process.versions.node.split('.').map(Number)
  return major >= 24
    ? ok('node', process.version)
    : bad('node', `${process.version}; 24 is needed. Start through npm or npx, which bring their own.`)
}

const commands = async (): Promise<Finding> => {
  try {
    return ok('commands', [...(await loadRegistry()).keys()].join(', '))
  } catch (error) {
    return bad('commands', message(error))
  }
}

const sandbox = async (config: Config): Promise<Finding> => {
  const { exacta, stop } = await start(config)
  try {
    const { answers } = await exacta.solve('calc', { expression: '1/2 + 1/3' })
    return answers.length > 0 ? ok('sandbox', 'calculates') : bad('sandbox', 'gives no answer')
  } catch (error) {
    return bad('sandbox', message(error))
  } finally {
    await stop()
  }
}

const patience = 10_000

/** The platform's own answer to "who am I?". */
const whoAmI = async (url: string, authorization: string): Promise<Record<string, unknown>> => {
  const response = await fetch(url, { headers: { authorization }, signal: AbortSignal.timeout(patience) })
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`)
  const body: unknown = await response.json()
  return typeof body === 'object' && body !== null ? { ...body } : {}
}

const discord = async ({ discord: settings }: Config): Promise<Finding> => {
  if (!settings) return unset('discord', 'not configured: set DISCORD_TOKEN and DISCORD_APPLICATION_ID')
  try {
    const me = await whoAmI('https://discord.com/api/v10/users/@me', `Bot ${settings.token}`)
    const missing = settings.applicationId ? '' : '; DISCORD_APPLICATION_ID is needed to publish commands'
    return ok('discord', `signed in as ${me.username}${missing}`)
  } catch (error) {
    return bad('discord', `DISCORD_TOKEN: ${message(error)}`)
  }
}

const slack = async ({ slack: settings }: Config): Promise<Finding> => {
  if (!settings)
    return unset('slack', 'not configured: set SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET')
  try {
    const me = await whoAmI('https://slack.com/api/auth.test', `Bearer ${settings.botToken}`)
    if (me.ok !== true) return bad('slack', `SLACK_BOT_TOKEN: ${me.error}`)
    return ok(
      'slack',
      `signed in as ${me.user} at ${me.team}, ${settings.appToken ? 'socket mode' : `HTTP on port ${settings.port}`}`,
    )
  } catch (error) {
    return bad('slack', `SLACK_BOT_TOKEN: ${message(error)}`)
  }
}

const model = async ({ model: settings }: Config): Promise<Finding> =>
  settings
    ? endpoint('model', settings, settings.timeoutMs)
    : unset('model', 'not configured: set MODEL and OPENAI_API_KEY (OPENAI_BASE_URL for other servers)')

const fallback = async ({ model: settings }: Config): Promise<Finding[]> =>
  settings?.fallback ? [await endpoint('fallback', settings.fallback, settings.timeoutMs)] : []

type Endpoint = { readonly name: string; readonly baseUrl?: string; readonly apiKey: string }

/** One real call, by the way that explanations take. */
const endpoint = async (what: string, { name, ...rest }: Endpoint, withinMs: number): Promise<Finding> => {
  try {
    const { draft } = await createModel({ ...rest, model: name }).write(
      {
        version: 'doctor',
        system: 'You reply in one short sentence.',
        user: 'Say that you can be reached.',
        quantities: [],
      },
      { withinMs },
    )
    return ok(what, `${name} says: ${draft.prose.replaceAll(/\s+/g, ' ').slice(0, 80)}`)
  } catch (error) {
    return bad(what, `${name}: ${message(error)}`)
  }
}

/** Opened only where it is there already, or elsewhere: looking makes none. */
const store = async ({ store: settings }: Config): Promise<Finding> => {
  if (!settings) return unset('store', 'not configured')
  const where = settings.url === undefined ? `the folder ${settings.folder}` : 'DATABASE_URL'
  if (settings.url === undefined && !existsSync(settings.folder))
    return ok('store', `${where}, which is made when there is something to keep`)
  const database = openDatabase(settings)
  try {
    await database.query('SELECT 1')
    return ok('store', where)
  } catch (error) {
    return error instanceof StoreInUseError ? ok('store', `${where}, in use`) : bad('store', message(error))
  } finally {
    await database.stop()
  }
}

const staff = ({ staff: settings }: Config): Finding => {
  const { discordRoles = [], slackPeople = [], slackGroups = [] } = settings ?? {}
  const count = discordRoles.length + slackPeople.length + slackGroups.length
  return count > 0
    ? ok(
        'staff',
        `${discordRoles.length} Discord roles, ${slackPeople.length + slackGroups.length} Slack ids`,
      )
    : unset('staff', 'nobody may use /flags: set DISCORD_STAFF_ROLES, SLACK_STAFF or SLACK_STAFF_GROUPS')
}
