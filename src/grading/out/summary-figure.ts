import { crc32 } from 'node:zlib'
import { createPictures } from '../../render/picture/pictures.ts'
import type { ProblemSet } from '../../sets/problem-set.ts'
import { type ClassSummary, createSummary } from './summary.ts'
import { summaryAlt } from './summary-text.ts'

/** Reports of several batches, or of one batch again, often follow each other. */
const pictures = createPictures({ processes: 1, timeoutMs: 120_000, idleMs: 10_000 })

/** Starts what draws, by the figure of a class of nobody: loading it takes a second, in which results can be read. */
export const warmSummaryFigure = (set: ProblemSet): void => {
  void summaryFigure(createSummary(set).result())
}

/** The summary as a picture that carries its alternative text; undefined where it cannot be drawn, and text must do. */
export const summaryFigure = async (summary: ClassSummary): Promise<Uint8Array | undefined> => {
  const { heading, most, histogram, parts, slips } = summary
  const alt = summaryAlt(summary)
  const drawing = { kind: 'class', heading, most, histogram, parts, slips } as const
  const picture = await pictures.draw({ name: 'summary', alt, drawing })
  return picture && withDescription(picture.bytes, alt)
}

const headEnd = 33

/** A PNG with a `Description` after its head (PNG, third edition, 11.3.3.4: iTXt is UTF-8). */
const withDescription = (png: Uint8Array, text: string): Uint8Array => {
  const body = Buffer.concat([Buffer.from('iTXtDescription\0\0\0\0\0', 'latin1'), Buffer.from(text, 'utf8')])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length - 4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([png.subarray(0, headEnd), length, body, check, png.subarray(headEnd)])
}
