import { describe, expect, test } from 'vitest'
import { chart } from '../../../../src/render/picture/chart.ts'
import { widthOf } from '../../../../src/render/picture/font.ts'
import { NotDrawable } from '../../../../src/render/picture/not-drawable.ts'

const bars = (...names: string[]) =>
  ({
    width: 300,
    height: 120,
    data: { values: names.map((name, at) => ({ name, at })) },
    mark: 'bar',
    encoding: {
      y: { field: 'name', type: 'nominal', axis: { title: null } },
      x: { field: 'at', type: 'quantitative' },
    },
  }) as const

describe('a chart', () => {
  test('is as large as it says, with its axes inside', async () => {
    const { width, height, svg } = await chart(bars('one', 'two'))
    expect([width, height]).toEqual([300, 120])
    expect(svg).toContain('>two</text>')
  })

  test('leaves its labels the room that the font takes', async () => {
    const leftOf = async (name: string): Promise<number> =>
      Number(/translate\(([\d.]+)/.exec((await chart(bars(name))).svg)?.[1])
    const [narrow, wide] = ['iiiiiiiiii', 'WWWWWWWWWW']
    const apart = widthOf(wide, 11) - widthOf(narrow, 11)
    expect(Math.abs((await leftOf(wide)) - (await leftOf(narrow)) - apart)).toBeLessThan(1.5)
  })

  test('writes text as it is', async () => {
    expect((await chart(bars('a < b & "c"'))).svg).toContain('>a &lt; b &amp; "c"</text>')
  })

  test.each(['卷积', '🧮'])('has no box in place of %s', (name) =>
    expect(chart(bars(name))).rejects.toThrow(NotDrawable),
  )

  test.each(['file:///etc/passwd', '/etc/passwd', 'https://example.com/data.json'])('never reads %s', (url) =>
    expect(chart({ ...bars(), data: { url } })).rejects.toThrow(),
  )
})
