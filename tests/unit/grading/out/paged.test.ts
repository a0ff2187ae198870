import { expect, it } from 'vitest'
import { paged } from '../../../../src/grading/out/paged.ts'

async function* counting(until: number, log: string[]): AsyncGenerator<number> {
  try {
    for (let at = 0; at < until; at++) yield at
    log.push('all')
  } finally {
    log.push('closed')
  }
}

it('gives every item once, in order', async () => {
  const pages: (readonly number[])[] = []
  for await (const page of paged(counting(7, []), 3)) pages.push(page)
  expect(pages).toEqual([[0, 1, 2], [3, 4, 5], [6]])
})

it('gives no page of nothing', async () => {
  for await (const page of paged(counting(0, []), 3)) expect.unreachable(String(page))
})

it('tells what fails, after the pages before it', async () => {
  async function* failing(): AsyncGenerator<number> {
    yield 1
    yield 2
    throw new Error('the store is away')
  }
  const pages: (readonly number[])[] = []
  const read = async (): Promise<void> => {
    for await (const page of paged(failing(), 1)) pages.push(page)
  }
  await expect(read()).rejects.toThrow('the store is away')
  expect(pages).toEqual([[1], [2]])
})

it('closes its source when nobody reads on', async () => {
  const log: string[] = []
  for await (const page of paged(counting(100, log), 3)) if (page.includes(3)) break
  expect(log).toEqual(['closed'])
})
