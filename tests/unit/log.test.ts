import { expect, test } from 'vitest'
import { faultOf } from '../../src/log.ts'

test('a logged error says what happened and where, not what was sent', () => {
  const refused = Object.assign(new TypeError('Missing Access'), {
    code: 50001,
    status: 403,
    url: 'https://discord.com/api/webhooks/1/a-token',
    requestBody: { files: [{ data: Buffer.from('ada,1a,correct') }], json: { content: 'ada' } },
    params: ['ada'],
    query: 'insert into students',
  })
  const logged = JSON.stringify(faultOf(refused))
  expect(JSON.parse(logged)).toMatchObject({
    type: 'TypeError',
    message: 'Missing Access',
    code: 50001,
    status: 403,
  })
  expect(logged).toContain('log.test.ts')
  expect(logged).not.toMatch(/ada|a-token|requestBody|insert/)
})
