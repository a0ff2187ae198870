import { describe, expect, test } from 'vitest'
import { checkMessage, discordCommands } from '../../../../src/platforms/discord/commands.ts'
import { type CommandInfo, type FieldInfo, loadRegistry } from '../../../../src/registry.ts'
import { commandSetViolations } from '../../../e2e/peers/discord-limits.ts'
import { requestViolations, ruleOf } from '../../../e2e/peers/discord-rules.ts'

const field = (extra: Partial<FieldInfo> = {}): FieldInfo => ({
  name: 'x',
  about: 'The input',
  example: '[[1]]',
  required: false,
  ...extra,
})
const command = (extra: Partial<CommandInfo> = {}): CommandInfo => ({
  name: 'conv',
  description: 'Convolution',
  fields: [field()],
  example: '/conv x:[[1]]',
  staff: false,
  ...extra,
})

const optionsOf = (info: CommandInfo) => {
  const [first] = discordCommands([info])
  return first && 'options' in first ? (first.options ?? []) : []
}

test('every command of the registry is one that Discord takes', async () => {
  const commands = [...(await loadRegistry()).values()].map(({ info }) => info)
  expect(commands.length).toBeGreaterThan(0)
  const body = discordCommands(commands)
  const rule = ruleOf('PUT', '/applications/1/commands')
  expect(rule && requestViolations(rule, new URLSearchParams(), body)).toEqual([])
  expect(commandSetViolations(body)).toEqual([])
})

test('a command is there in servers, in direct messages and for users who installed it', () => {
  expect(discordCommands([command()])[0]).toMatchObject({
    type: 1,
    name: 'conv',
    contexts: [0, 1, 2],
    integration_types: [0, 1],
  })
})

test('a message can be checked from its context menu', () => {
  expect(discordCommands([])).toEqual([
    { type: 3, name: checkMessage, contexts: [0, 1, 2], integration_types: [0, 1] },
  ])
})

test('a command for staff is for nobody by default, and only where Discord asks for permissions', () => {
  expect(discordCommands([command({ staff: true })])[0]).toMatchObject({
    default_member_permissions: '0',
    contexts: [0],
    integration_types: [0],
  })
})

describe('options', () => {
  test('that are required come first', () => {
    const fields = [field({ name: 'a' }), field({ name: 'b', required: true }), field({ name: 'c' })]
    expect(optionsOf(command({ fields })).map(({ name }) => name)).toEqual(['b', 'a', 'c'])
  })

  test('with a closed list have choices', () => {
    const [option] = optionsOf(command({ fields: [field({ choices: ['sign', 'muon'] })] }))
    expect(option).toMatchObject({
      type: 3,
      choices: [
        { name: 'sign', value: 'sign' },
        { name: 'muon', value: 'muon' },
      ],
    })
    expect(option).not.toHaveProperty('autocomplete')
  })

  test('with suggestions, or with more choices than Discord takes, are completed while typing', () => {
    const many = Array.from({ length: 26 }, (_, i) => `choice${i}`)
    const fields = [field({ name: 'a', suggestions: ['valid'] }), field({ name: 'b', choices: many })]
    for (const option of optionsOf(command({ fields }))) {
      expect(option).toMatchObject({ autocomplete: true })
      expect(option).not.toHaveProperty('choices')
    }
  })

  test('with a long description are cut at a word', () => {
    const about = `${'The number of rows and columns '.repeat(5)}at the end`
    const [option] = optionsOf(command({ fields: [field({ about })] }))
    expect(option?.description.length).toBeLessThanOrEqual(100)
    expect(option?.description).toMatch(/ (rows|and|columns|The|number|of)…$/)
  })
})

describe('what Discord would refuse is named', () => {
  test.each([
    ['an upper-case name', command({ name: 'Conv' }), /Conv/],
    ['a name with a space', command({ name: 'con v' }), /con v/],
    ['a name of 33 characters', command({ name: 'c'.repeat(33) }), /c{33}/],
    ['an upper-case option', command({ fields: [field({ name: 'K' })] }), /\/conv.*"K"/],
    [
      'a 26th option',
      command({ fields: Array.from({ length: 26 }, (_, i) => field({ name: `x${i}` })) }),
      /\/conv.*26/,
    ],
  ])('%s', (_, info, message) => {
    expect(() => discordCommands([info])).toThrow(message)
  })

  test('a 101st command', () => {
    const many = Array.from({ length: 101 }, (_, i) => command({ name: `c${i}` }))
    expect(() => discordCommands(many)).toThrow(/101/)
  })
})
