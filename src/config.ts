import { existsSync } from 'node:fs'
import { z } from 'zod'

const set = z.string().trim().min(1)
const positive = z.coerce.number().positive()
/** Several, apart by commas or spaces. */
const listed = set.transform((text) => text.split(/[\s,]+/).filter((item) => item !== ''))

const schema = z
  .object({
    DISCORD_TOKEN: set.optional(),
    DISCORD_APPLICATION_ID: set.optional(),
    DISCORD_GUILD_ID: set.optional(),
    SLACK_BOT_TOKEN: set.startsWith('xoxb-', 'starts with xoxb-').optional(),
    SLACK_APP_TOKEN: set.startsWith('xapp-', 'starts with xapp-').optional(),
    SLACK_SIGNING_SECRET: set.optional(),
    SLACK_PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    OPENAI_BASE_URL: z.url().optional(),
    OPENAI_API_KEY: set.optional(),
    MODEL: set.optional(),
    MODEL_TIMEOUT_SECONDS: positive.max(600).default(45),
    MODEL_PRICE_INPUT: z.coerce.number().min(0).optional(),
    MODEL_PRICE_OUTPUT: z.coerce.number().min(0).optional(),
    FALLBACK_MODEL: set.optional(),
    FALLBACK_BASE_URL: z.url().optional(),
    FALLBACK_API_KEY: set.optional(),
    EXPLANATIONS_PER_PERSON: positive.int().default(10),
    EXPLANATIONS_REFILL_SECONDS: positive.default(180),
    COURSE_DAILY_DOLLARS: positive.optional(),
    COURSE_DAILY_TOKENS: positive.optional(),
    FEEDBACK_TEXTS: positive.int().optional(),
    WRONG_EXPLANATIONS: z.enum(['show', 'withhold']).default('show'),
    DISCORD_STAFF_ROLES: listed.optional(),
    SLACK_STAFF: listed.optional(),
    SLACK_STAFF_GROUPS: listed.optional(),
    DISCORD_STAFF_CHANNEL: set.optional(),
    SLACK_STAFF_CHANNEL: set.optional(),
    PSEUDONYM_SECRET: set.min(16, 'has at least 16 characters').optional(),
    DATA_FOLDER: set.default('.exacta'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'is postgres://…' }).optional(),
    REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'is redis://…' }).optional(),
    DATA_KEY: set.min(16, 'has at least 16 characters').optional(),
    RETENTION_DAYS: positive.int().optional(),
    BOARD_PORT: z.coerce.number().int().min(0).max(65535).optional(),
    BOARD_HOST: set.default('127.0.0.1'),
    BOARD_TOKEN: set.min(16, 'has at least 16 characters').optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    TERM: z.string().optional(),
    TERM_PROGRAM: z.string().optional(),
    KITTY_WINDOW_ID: z.string().optional(),
    HEALTH_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  })
  .superRefine((env, context) => {
    if (env.SLACK_BOT_TOKEN && !env.SLACK_APP_TOKEN && !env.SLACK_SIGNING_SECRET)
      context.addIssue({
        code: 'custom',
        path: ['SLACK_APP_TOKEN'],
        message: 'is needed beside SLACK_BOT_TOKEN (socket mode), or SLACK_SIGNING_SECRET (signed HTTP)',
      })
    if (
      env.COURSE_DAILY_DOLLARS &&
      (env.MODEL_PRICE_INPUT === undefined || env.MODEL_PRICE_OUTPUT === undefined)
    )
      context.addIssue({
        code: 'custom',
        path: ['MODEL_PRICE_INPUT'],
        message:
          'and MODEL_PRICE_OUTPUT are needed beside COURSE_DAILY_DOLLARS (US dollars for a million tokens)',
      })
    if (env.BOARD_PORT !== undefined && !env.BOARD_TOKEN)
      context.addIssue({
        code: 'custom',
        path: ['BOARD_TOKEN'],
        message: 'is needed beside BOARD_PORT: who has it sees the queue and may change it',
      })
    if (env.MODEL && !env.OPENAI_API_KEY && !env.OPENAI_BASE_URL)
      context.addIssue({
        code: 'custom',
        path: ['OPENAI_API_KEY'],
        message: 'is needed beside MODEL (or OPENAI_BASE_URL of a server that asks for none)',
      })
  })

export type Config = {
  readonly discord?: { readonly token: string; readonly applicationId?: string; readonly guildId?: string }
  readonly slack?: {
    readonly botToken: string
    readonly appToken?: string
    readonly signingSecret?: string
    readonly port: number
  }
  readonly model?: {
    readonly name: string
    readonly baseUrl?: string
    readonly apiKey: string
    readonly timeoutMs: number
    /** US dollars for a million tokens. */
    readonly price?: { readonly input: number; readonly output: number }
    /** Asked where the first one fails. */
    readonly fallback?: { readonly name: string; readonly baseUrl?: string; readonly apiKey: string }
  }
  /** What explanations may cost, and what becomes of wrong ones. */
  readonly explanations?: {
    readonly perPerson: number
    readonly refillMs: number
    readonly dailyDollars?: number
    readonly dailyTokens?: number
    readonly withholdsWrong: boolean
    /** Texts of feedback that one batch may have written. */
    readonly feedbackTexts?: number
  }
  readonly staff?: {
    readonly discordRoles?: readonly string[]
    readonly slackPeople?: readonly string[]
    readonly slackGroups?: readonly string[]
  }
  /** Where the digest of the week goes. */
  readonly staffChannels?: { readonly discord?: string; readonly slack?: string }
  /** Kept in memory, or not at all, where this is left out. */
  readonly store?: { readonly folder: string; readonly url?: string }
  readonly pseudonymSecret?: string
  readonly grading?: {
    /** The queue is in the store where this is left out. */
    readonly redisUrl?: string
    /** Seals who students are; they are kept as they are where it is left out. */
    readonly dataKey?: string
    /** Days after which a batch is deleted. */
    readonly retentionDays?: number
  }
  /** A page that shows the grading queue to who has the token. */
  readonly board?: { readonly port: number; readonly host: string; readonly token: string }
  /** What the terminal says of itself, from which follows whether it shows pictures. */
  readonly terminal?: {
    readonly term?: string | undefined
    readonly program?: string | undefined
    readonly kittyWindow?: string | undefined
  }
  readonly logLevel: string
  readonly healthPort?: number
}

/** A setting that cannot be used; the message names the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** What whoever runs Exacta set up wrongly, in whatever module it shows: its message says all, and a stack would only hide it. */
export const isMisconfigured = (error: unknown): error is Error =>
  error instanceof Error && ['ConfigError', 'SetError', 'StoreFolderError', 'SealError'].includes(error.name)

/** The only reader of the environment; `.env` in the working folder fills what is not set, and `model` stands for MODEL. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env, model?: string): Config => {
  if (env === process.env && existsSync('.env')) process.loadEnvFile('.env')
  const said = model === undefined ? env : { ...env, MODEL: model }
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value?.trim()))
  const read = schema.safeParse(given)
  if (!read.success)
    throw new ConfigError(
      read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '),
    )
  return configOf(read.data)
}

const configOf = (env: z.output<typeof schema>): Config => ({
  ...(env.DISCORD_TOKEN && {
    discord: {
      token: env.DISCORD_TOKEN,
      ...(env.DISCORD_APPLICATION_ID && { applicationId: env.DISCORD_APPLICATION_ID }),
      ...(env.DISCORD_GUILD_ID && { guildId: env.DISCORD_GUILD_ID }),
    },
  }),
  ...(env.SLACK_BOT_TOKEN && {
    slack: {
      botToken: env.SLACK_BOT_TOKEN,
      ...(env.SLACK_APP_TOKEN && { appToken: env.SLACK_APP_TOKEN }),
      ...(env.SLACK_SIGNING_SECRET && { signingSecret: env.SLACK_SIGNING_SECRET }),
      port: env.SLACK_PORT,
    },
  }),
  ...(env.MODEL && {
    model: {
      name: env.MODEL,
      ...(env.OPENAI_BASE_URL && { baseUrl: env.OPENAI_BASE_URL }),
      apiKey: env.OPENAI_API_KEY ?? 'none',
      timeoutMs: env.MODEL_TIMEOUT_SECONDS * 1000,
      ...(env.MODEL_PRICE_INPUT !== undefined &&
        env.MODEL_PRICE_OUTPUT !== undefined && {
          price: { input: env.MODEL_PRICE_INPUT, output: env.MODEL_PRICE_OUTPUT },
        }),
      ...(env.FALLBACK_MODEL && {
        fallback: {
          name: env.FALLBACK_MODEL,
          ...(env.FALLBACK_BASE_URL && { baseUrl: env.FALLBACK_BASE_URL }),
          apiKey: env.FALLBACK_API_KEY ?? 'none',
        },
      }),
    },
    explanations: {
      perPerson: env.EXPLANATIONS_PER_PERSON,
      refillMs: env.EXPLANATIONS_REFILL_SECONDS * 1000,
      ...(env.COURSE_DAILY_DOLLARS && { dailyDollars: env.COURSE_DAILY_DOLLARS }),
      ...(env.COURSE_DAILY_TOKENS && { dailyTokens: env.COURSE_DAILY_TOKENS }),
      withholdsWrong: env.WRONG_EXPLANATIONS === 'withhold',
      ...(env.FEEDBACK_TEXTS && { feedbackTexts: env.FEEDBACK_TEXTS }),
    },
  }),
  ...((env.DISCORD_STAFF_ROLES || env.SLACK_STAFF || env.SLACK_STAFF_GROUPS) && {
    staff: {
      discordRoles: env.DISCORD_STAFF_ROLES ?? [],
      slackPeople: env.SLACK_STAFF ?? [],
      slackGroups: env.SLACK_STAFF_GROUPS ?? [],
    },
  }),
  ...((env.DISCORD_STAFF_CHANNEL || env.SLACK_STAFF_CHANNEL) && {
    staffChannels: {
      ...(env.DISCORD_STAFF_CHANNEL && { discord: env.DISCORD_STAFF_CHANNEL }),
      ...(env.SLACK_STAFF_CHANNEL && { slack: env.SLACK_STAFF_CHANNEL }),
    },
  }),
  store: { folder: env.DATA_FOLDER, ...(env.DATABASE_URL && { url: env.DATABASE_URL }) },
  ...((env.REDIS_URL || env.DATA_KEY || env.RETENTION_DAYS) && {
    grading: {
      ...(env.REDIS_URL && { redisUrl: env.REDIS_URL }),
      ...(env.DATA_KEY && { dataKey: env.DATA_KEY }),
      ...(env.RETENTION_DAYS && { retentionDays: env.RETENTION_DAYS }),
    },
  }),
  ...(env.BOARD_PORT !== undefined &&
    env.BOARD_TOKEN && {
      board: { port: env.BOARD_PORT, host: env.BOARD_HOST, token: env.BOARD_TOKEN },
    }),
  ...(env.PSEUDONYM_SECRET && { pseudonymSecret: env.PSEUDONYM_SECRET }),
  ...((env.TERM || env.TERM_PROGRAM || env.KITTY_WINDOW_ID) && {
    terminal: { term: env.TERM, program: env.TERM_PROGRAM, kittyWindow: env.KITTY_WINDOW_ID },
  }),
  logLevel: env.LOG_LEVEL,
  ...(env.HEALTH_PORT !== undefined && { healthPort: env.HEALTH_PORT }),
})
