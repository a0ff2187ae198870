import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import { parse } from 'csv-parse/sync'
import { expect } from 'vitest'
import { type ModelPeer, models } from '../peers/model.ts'
import { feedbackTexts } from '../peers/model-texts.ts'

/** A class of which the model's peer says something right, wrong, without a claim, and nothing. */
export const answersWithSlips = `student,part,answer
ada,2b,1/d_in
bob,2b," 1/d_in"
eve,2b,1/sqrt(d_in)
ada,2c,d_out
ada,2d,1/d_in
bob,2d,
ada,2e,d_in^7
`

/** What the column `feedback` says of these answers: the wrong text never, the unchecked one with a mark. */
export const feedbackOfSlips = [
  feedbackTexts['2b'],
  feedbackTexts['2b'],
  '',
  'feedback withheld: it disagreed with the solver',
  `Not checked: nothing in it could be. ${feedbackTexts['2d']}`,
  '',
  '',
]

/** Settings of a bot that has this model write. */
export const withFeedback = ({ baseUrl }: ModelPeer) =>
  ({
    logLevel: 'silent',
    grading: { dataKey: 'a key of sixteen signs' },
    pseudonymSecret: 'a secret of sixteen signs',
    model: { name: models.feedback, baseUrl, apiKey: 'sk-test', timeoutMs: 60_000 },
  }) as const

/** Gradescope's results by student. */
export const resultsIn = async (zipped: Uint8Array): Promise<Readonly<Record<string, string>>> => {
  const entries = await new ZipReader(new Uint8ArrayReader(zipped)).getEntries()
  const texts = entries.map(async (entry): Promise<[string, string]> => {
    const bytes = entry.directory ? new Uint8Array() : await entry.getData(new Uint8ArrayWriter())
    return [entry.filename.split('/')[0] ?? '', new TextDecoder().decode(bytes)]
  })
  return Object.fromEntries(await Promise.all(texts))
}

/** What the files of that class say, whichever way they came. */
export const expectFeedback = (table: string, results: Readonly<Record<string, string>>): void => {
  const graded: Readonly<Record<string, string>>[] = parse(table, { columns: true })
  expect(graded.map(({ feedback }) => feedback)).toEqual(feedbackOfSlips)
  expect(graded.map(({ status }) => status)).toEqual([
    'wrong',
    'wrong',
    'correct',
    'wrong',
    'wrong',
    'wrong',
    'wrong',
  ])
  const outputs = (student: string): string =>
    JSON.parse(results[student] ?? '{}')
      .tests.map(({ output }: { output: string }) => output)
      .join('\n')
  expect(outputs('ada')).toContain(feedbackTexts['2b'])
  expect(outputs('bob')).toContain(feedbackTexts['2b'])
  expect(outputs('ada')).toContain('Feedback: withheld, since it did not pass the check against the solver.')
  expect(outputs('ada')).toContain(feedbackOfSlips[4])
  expect(outputs('eve')).not.toContain('$')
  expect(outputs('ada')).not.toContain(feedbackTexts['2c'])
}
