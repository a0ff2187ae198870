import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, test } from 'vitest'
import { blockMarkdown, escapeText, fence, runsMarkdown } from '../../../../src/platforms/discord/markdown.ts'

const parse = (markdown: string): Nodes =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })

const kinds = (node: Nodes): readonly string[] =>
  'children' in node ? [node.type, ...node.children.flatMap(kinds)] : [node.type]

const textOf = (node: Nodes): string =>
  'children' in node ? node.children.map(textOf).join('') : 'value' in node ? node.value : ''

/** Markers that CommonMark, GFM and Discord share, and what stands next to them. */
const marked = fc
  .array(
    fc.constantFrom(
      '*',
      '**',
      '_',
      '__',
      '~~',
      '`',
      '```',
      '|',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '#',
      '-',
      '1.',
      '\\',
      ' ',
      'a',
      'B',
      '7',
    ),
    {
      maxLength: 24,
    },
  )
  .map((parts) => parts.join('').trim())

describe('a plain run', () => {
  test('shows every character as typed, by a parser of CommonMark and GFM', () => {
    fc.assert(
      fc.property(marked, (text) => {
        const tree = parse(escapeText(text))
        expect(kinds(tree).filter((kind) => !['root', 'paragraph', 'text'].includes(kind))).toEqual([])
        expect(textOf(tree)).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    '# heading',
    '### heading',
    '- item',
    '> quote',
    '>>> all quoted',
    '-# small',
    '1. item',
    '  - item',
  ])('starts no block: %s', (text) => {
    expect(escapeText(`before\n${text}`)).toMatch(/^before\n\s*\d*\\/)
  })

  test('mentions nobody, links nowhere, hides nothing', () => {
    expect(escapeText('@everyone @here')).toBe('@\u200beveryone @\u200bhere')
    expect(escapeText('<@123> <#4> <t:0:R> <:a:1>')).toBe('\\<@123> \\<#4> \\<t:0:R> \\<:a:1>')
    expect(escapeText('[free](https://example.org) ||spoiler||')).toBe(
      '\\[free\\](https://example.org) \\|\\|spoiler\\|\\|',
    )
  })

  test('leaves numbers, minus signs and operators alone', () => {
    expect(escapeText('-40 = 1 - 41, 1.5 > 0 and W @ x')).toBe('-40 = 1 - 41, 1.5 > 0 and W @ x')
  })
})

describe('runs', () => {
  test('have one marker each and their spaces outside', () => {
    const runs = [{ strong: 'two ' }, { emphasis: 'a*b' }, ' ', { struck: '~x~' }, ' ', { code: 'd_in' }]
    expect(runsMarkdown(runs)).toBe('**two** *a\\*b* ~~\\~x\\~~~ `d_in`')
  })

  test('of different styles side by side stay apart', () => {
    expect(runsMarkdown([{ strong: 'a' }, { emphasis: 'b' }])).toBe('**a**\u200b*b*')
  })

  test('a code run holds backticks and lines', () => {
    expect(runsMarkdown([{ code: 'a`b' }])).toBe('`` a`b ``')
    expect(runsMarkdown([{ code: 'a\nb' }])).toBe('`a b`')
  })

  test('a quote is quoted on every line', () => {
    expect(blockMarkdown({ kind: 'quote', runs: ['one\ntwo'] })).toBe('> one\n> two')
  })
})

test('a fence cannot be closed from inside', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('`', '``', '```', '\n', 'y', ' '), { maxLength: 20 }), (parts) => {
      const inside = fence(parts.join('')).slice(3, -3)
      expect(inside).not.toContain('``')
      expect(inside.replaceAll('\u200b', '').slice(1, -1)).toBe(parts.join(''))
    }),
  )
})
