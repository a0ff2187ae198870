import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../src/config.ts'

const nothing = { logLevel: 'info', store: { folder: '.exacta' } }

describe('readConfig', () => {
  it('is content with nothing', () => {
    expect(readConfig({})).toEqual(nothing)
  })

  it('takes empty settings as not set', () => {
    expect(readConfig({ DISCORD_TOKEN: '', MODEL: '  ' })).toEqual(nothing)
  })

  it('reads each surface', () => {
    const config = readConfig({
      DISCORD_TOKEN: 'token',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      MODEL: 'qwen-max',
      OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1',
    })
    expect(config.discord).toEqual({ token: 'token' })
    expect(config.slack).toEqual({ botToken: 'xoxb-1', appToken: 'xapp-1', port: 3000 })
    expect(config.model).toMatchObject({
      name: 'qwen-max',
      apiKey: 'none',
      baseUrl: 'http://127.0.0.1:8000/v1',
    })
  })

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN'],
    [{ SLACK_BOT_TOKEN: 'wrong', SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
    [{ MODEL: 'gpt' }, 'OPENAI_API_KEY'],
    [{ OPENAI_BASE_URL: 'nowhere' }, 'OPENAI_BASE_URL'],
    [{ SLACK_PORT: 'abc' }, 'SLACK_PORT'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ COURSE_DAILY_DOLLARS: '5' }, 'MODEL_PRICE_INPUT'],
    [{ DATABASE_URL: 'mysql://127.0.0.1/exacta' }, 'DATABASE_URL'],
    [{ PSEUDONYM_SECRET: 'short' }, 'PSEUDONYM_SECRET'],
  ])('names the variable of %o', (env, name) => {
    expect(() => readConfig(env)).toThrow(ConfigError)
    expect(() => readConfig(env)).toThrow(name)
  })
})
