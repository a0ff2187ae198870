import { expect, test } from 'vitest'
import { createPacer } from '../../../../src/platforms/slack/pacer.ts'

const pausedClock = () => {
  const slept: number[] = []
  let time = 0
  return {
    slept,
    pass: (milliseconds: number) => {
      time += milliseconds
    },
    now: () => time,
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds)
    },
  }
}

test('a channel takes a short burst at once, then one message a second', async () => {
  const clock = pausedClock()
  const pace = createPacer(clock)
  for (let sent = 0; sent < 8; sent++) await pace('C1')
  expect(clock.slept).toEqual([1000, 2000, 3000])
})

test('channels do not wait for each other, and a quiet channel may burst again', async () => {
  const clock = pausedClock()
  const pace = createPacer(clock)
  for (let sent = 0; sent < 5; sent++) await pace('C1')
  await pace('C2')
  expect(clock.slept).toEqual([])
  clock.pass(5000)
  for (let sent = 0; sent < 5; sent++) await pace('C1')
  expect(clock.slept).toEqual([])
})
