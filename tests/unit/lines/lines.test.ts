import { afterAll, describe, expect, it } from 'vitest'
import {
  type AnswerLines,
  answerHere,
  checkHandler,
  equalHandler,
  solveHandler,
} from '../../../src/lines/lines.ts'
import { start } from '../../../src/start.ts'

const { exacta, stop } = await start({ logLevel: 'silent' })
afterAll(() => stop())

const answers: Record<string, AnswerLines> = {
  solve: answerHere(solveHandler(exacta)),
  check: answerHere(checkHandler(exacta)),
  equal: answerHere(equalHandler),
}
const answered = async (name: string, line: string) => JSON.parse((await answers[name]?.([line])) ?? '')

describe('a line with a field that is not right', () => {
  it.each([
    [
      'solve',
      '{"id":1}',
      'command',
      '`command` is missing; it should be the name of a command, such as "conv".',
    ],
    [
      'solve',
      '{"id":1,"command":5}',
      'command',
      '`command` is 5; it should be the name of a command, such as "conv".',
    ],
    [
      'solve',
      '{"id":1,"command":"conv","input":[[1]]}',
      'input',
      '`input` is a list; it should be an object with the options of the command, such as {"x":[1,2,3],"kernel":[1,-1]}.',
    ],
    [
      'check',
      '{"id":1,"explanation":"x","references":[]}',
      'references',
      '`references` is empty; it should be a list of objects with `command`, `input` and `asks`, such as [{"command":"mup","input":{}}].',
    ],
    [
      'check',
      '{"id":1,"explanation":"x","references":[{}]}',
      'references.0.command',
      '`references.0.command` is missing; it should be the name of a command, such as "conv".',
    ],
    [
      'check',
      '{"id":1,"explanation":"x"}',
      'command',
      '`command` is missing; it should be the name of a command, such as "conv".',
    ],
    [
      'equal',
      '{"id":1,"candidate":"1"}',
      'reference',
      '`reference` is missing; it should be what is right, in plain text, such as "1/sqrt(d_in)".',
    ],
  ])('%s: %s', async (name, line, field, message) => {
    expect(await answered(name, line)).toEqual({
      id: 1,
      ok: false,
      error: { kind: 'syntax', field, message },
    })
  })
})

it.each(['[1]', '5', 'null', 'oops'])('shows a right line in the place of %s', async (line) => {
  const { ok, error } = await answered('equal', line)
  expect({ ok, kind: error.kind }).toEqual({ ok: false, kind: 'syntax' })
  expect(error.message).toMatch(
    /This line is (?:not JSON|no JSON object)\. One JSON object a line, such as \{"id":"e1"/,
  )
})

it('takes a line with a byte order mark', async () => {
  expect(await answered('equal', '\ufeff{"id":"e1","reference":"1/2","candidate":"0.5"}')).toMatchObject({
    id: 'e1',
    ok: true,
    equal: true,
  })
})

it('takes the reference of an explanation beside it', async () => {
  const line = { id: 2, command: 'conv', input: { x: [1, 2], kernel: [1] }, explanation: 'So $y = [1, 2]$.' }
  expect(await answered('check', JSON.stringify(line))).toMatchObject({ id: 2, ok: true })
})

it('gives a right value with an error of a command', async () => {
  const { error } = await answered(
    'solve',
    '{"id":3,"command":"conv","input":{"x":[[1,2],[3]],"kernel":[1]}}',
  )
  expect(error).toMatchObject({ kind: 'domain', field: 'x', example: 'x:[[1,2],[3,4]]' })
})

it.each([
  ['domain', 'positive integer', 'There are positive, integer, real, unit.'],
  ['format', 'tex', 'There are plain, latex, llm.'],
])('of equal with another %s, %s, is refused by its field', async (field, word, words) => {
  const line = JSON.stringify({ id: 'e2', reference: '1', candidate: '1', [field]: word })
  expect(await answered('equal', line)).toEqual({
    id: 'e2',
    ok: false,
    error: { kind: 'domain', field, message: `There is no ${field} \`${word}\`. ${words}` },
  })
})
