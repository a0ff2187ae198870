import { expect, test } from 'vitest'
import { createPacer } from '../../../src/platforms/pacer.ts'

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

test('progress takes what replies leave of a channel, and about one edit a second', async () => {
  const clock = pausedClock()
  const pace = createPacer(clock)
  const shown: boolean[] = []
  for (let at = 0; at < 4; at++) {
    shown.push(pace.hasRoom('C1'))
    if (shown.at(-1)) await pace('C1')
  }
  expect(shown).toEqual([true, true, false, false])
  // The replies that come meanwhile wait for nothing.
  for (let sent = 0; sent < 3; sent++) await pace('C1')
  expect(clock.slept).toEqual([])
  expect(pace.hasRoom('C2')).toBe(true)
  clock.pass(3000)
  expect(pace.hasRoom('C1')).toBe(false)
  clock.pass(1000)
  expect(pace.hasRoom('C1')).toBe(true)
})
