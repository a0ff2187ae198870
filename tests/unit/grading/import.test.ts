import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InputError } from '../../../src/errors.ts'
import type { ColumnNames } from '../../../src/grading/import/column-names.ts'
import { sniff } from '../../../src/grading/import/encoding.ts'
import { createFaults } from '../../../src/grading/import/faults.ts'
import { importLimits } from '../../../src/grading/import/limits.ts'
import { readSubmissions } from '../../../src/grading/import/read-submissions.ts'
import type { ProblemSet } from '../../../src/sets/problem-set.ts'

const set: ProblemSet = {
  course: 'c',
  name: 'hw4',
  title: 'Homework 4',
  checks: true,
  conventionCredit: 0,
  parts: ['2b', '3c', '3d', '7a-ii'].map((part) => ({
    part,
    points: 1,
    statement: 's',
    accepts: [],
    solutions: [],
  })),
}

describe('reading answers', () => {
  let folder: string
  let files = 0
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-import-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const read = async (
    bytes: string | Buffer,
    columns: ColumnNames = {},
    limits = importLimits,
  ): Promise<string[]> => {
    const path = join(folder, `${files++}.csv`)
    await writeFile(path, bytes)
    const { encoding } = await sniff(path, limits.bytes)
    const rows: string[] = []
    const faults = createFaults()
    for await (const { identity, part, answer, row } of readSubmissions({
      path,
      encoding,
      set,
      columns,
      limits,
      faults,
    }))
      rows.push(`${row}: ${identity.student} | ${part} | ${answer}`)
    faults.refuse()
    return rows
  }

  const problem = async (bytes: string | Buffer, limits = importLimits): Promise<string> => {
    const error: unknown = await read(bytes, {}, limits).then(
      () => 'it was read',
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(InputError)
    return error instanceof InputError ? `${error.message} ${error.example ?? ''}` : ''
  }

  const one = ['2: Müller | 3c | [[1,2],[3,4]]']
  const table = 'student,part,answer\nMüller,3c,"[[1,2],[3,4]]"\n'

  it.each([
    ['UTF-8', Buffer.from(table)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${table}`)],
    ['UTF-16 little-endian with a mark', Buffer.from(`\ufeff${table}`, 'utf16le')],
    ['UTF-16 little-endian without', Buffer.from(table, 'utf16le')],
    ['UTF-16 big-endian with a mark', Buffer.from(`\ufeff${table}`, 'utf16le').swap16()],
    ['Latin-1', Buffer.from(table, 'latin1')],
    ['semicolons', 'Student;Part;Answer\nMüller;3c;[[1,2],[3,4]]\n'],
    ['tabs', 'Student\tPart\tAnswer\nMüller\t3c\t[[1,2],[3,4]]\n'],
    ['bars', 'student|part|answer\nMüller|3c|[[1,2],[3,4]]\n'],
    ['line ends of Windows', table.replaceAll('\n', '\r\n')],
    ['other words for the columns', 'SID,Problem,Response\nMüller,Problem 3(c),"[[1,2],[3,4]]"\n'],
    ['one column a part', 'email,3c (2.0 pts),comment\nMüller,"[[1,2],[3,4]]",hm\n'],
  ])('reads %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual(one)
  })

  it('reads JSON lines of several forms', async () => {
    const lines = [
      {
        student: 's1',
        part: '3c',
        answer: [
          [1, 2],
          [3, 4],
        ],
      },
      { student: 's2', answers: { '2b': '1/2', '3d': 'x' } },
      { student: 's3', '2b': '1/3' },
    ]
    expect(await read(lines.map((line) => JSON.stringify(line)).join('\n'))).toEqual([
      '1: s1 | 3c | [[1,2],[3,4]]',
      '2: s2 | 2b | 1/2',
      '2: s2 | 3d | x',
      '3: s3 | 2b | 1/3',
    ])
  })

  it('reads a Canvas gradebook, without its line of points', async () => {
    const gradebook = [
      'Student,ID,SIS User ID,SIS Login ID,Section,4711: 2b Which c?,1.0,4712: Question 3c,2.0',
      '    Points Possible,,,,,1,,2,',
      '"Doe, Jane",123,9001,jdoe,A,1/d_in,,[[1]],',
    ].join('\n')
    expect(await read(gradebook)).toEqual(['3: 9001 | 2b | 1/d_in', '3: 9001 | 3c | [[1]]'])
  })

  it('leaves out Canvas’s own test student, and takes guests by what Canvas knows of them', async () => {
    const heading = 'Student,ID,SIS User ID,SIS Login ID,Section,4711: 2b Which c?\n'
    const rows = [
      '"Doe, Jane",123,9001,jdoe,A,1/d_in',
      '"Guest, Kim",124,,kim@x.edu,A,2',
      '"Guest, Lee",125,,,A,3',
      '"Student, Test",126,,0f9c,A,4',
    ]
    expect(await read(heading + rows.join('\n'))).toEqual([
      '2: 9001 | 2b | 1/d_in',
      '3: kim@x.edu | 2b | 2',
      '4: 125 | 2b | 3',
    ])
    // Where no column tells a number of the university's, a name may be anybody's.
    expect(await read('student,name,part,answer\ns1,"Student, Test",2b,4\n')).toEqual(['2: s1 | 2b | 4'])
  })

  it.each([';', ',', '\t'])('reads a table that tells its separator first: %j', async (separator) => {
    const table = [
      ['student', 'part', 'answer'],
      ['s1', '3c', '4'],
    ].map((row) => row.join(separator))
    expect(await read(`\ufeffsep=${separator}\r\n${table.join('\r\n')}\r\n`)).toEqual(['3: s1 | 3c | 4'])
  })

  it('reads a Gradescope export, whose headings carry numbers and points', async () => {
    const exported =
      'First Name,Last Name,SID,Email,1.1: 2b (1.0 pts),1.2: 7a (ii) (2.0 pts)\nJane,Doe,9001,j@x.edu,1/d,w\n'
    expect(await read(exported)).toEqual(['2: 9001 | 2b | 1/d', '2: 9001 | 7a-ii | w'])
  })

  it('knows a student without a number by the address', async () => {
    const exported = 'First Name,Last Name,SID,Email,2b\nJane,Doe,u1,j@x.edu,1\nRick,Roe,,rick@x.edu,2\n'
    expect(await read(exported)).toEqual(['2: u1 | 2b | 1', '3: rick@x.edu | 2b | 2'])
  })

  it('names the row and the column of a name that cannot be kept', async () => {
    const lines = '{"student":"s1","2b":"1"}\n{"student":"s2","answers":{"3c\\u0000":"x"}}\n'
    expect(await problem(lines)).toMatch(/^Row 2: Column `3c`: .*Write `3c`/)
  })

  it('knows a student’s name where it stands in two columns', async () => {
    const path = join(folder, 'names.csv')
    await writeFile(path, 'First Name,Last Name,SID,2b,Tags\nJane,Doe,9001,1/d,x\n,Roe,9002,2,\n')
    const ignored: (readonly string[])[] = []
    const names: (string | undefined)[] = []
    const faults = createFaults()
    const onIgnored = (headings: readonly string[]) => ignored.push(headings)
    for await (const { identity } of readSubmissions({ path, encoding: 'utf-8', set, faults, onIgnored }))
      names.push(identity.name)
    expect(names).toEqual(['Jane Doe', 'Roe'])
    expect(ignored).toEqual([['Tags']])
  })

  it('leaves out what Gradescope writes below its students', async () => {
    const rows = [
      'First Name,Last Name,SID,2b',
      'Jane,Doe,9001,1/d',
      'Point Values,,,1.0',
      'Rubric Numbers,,,1',
    ]
    const more = ['Rubric Type,,,positive', 'Scoring Method,,,']
    expect(await read([...rows, ...more].join('\n'))).toEqual(['2: 9001 | 2b | 1/d'])
  })

  it('shows a heading in a line, however long a question is', async () => {
    const path = join(folder, 'long-heading.csv')
    const heading = `"4711: 2b ${'Which c? '.repeat(20)}\nin $$"`
    await writeFile(path, `student,${heading}, ,Other one\ns1,1/d,,\n`)
    const ignored: (readonly string[])[] = []
    const onIgnored = (headings: readonly string[]) => ignored.push(headings)
    const faults = createFaults()
    for await (const { column } of readSubmissions({ path, encoding: 'utf-8', set, faults, onIgnored })) {
      expect(column).toMatch(/^4711: 2b Which c\?.*…$/)
      expect(column.length).toBeLessThanOrEqual(60)
    }
    expect(ignored).toEqual([['Other one']])
  })

  it('takes columns by the names it is told', async () => {
    expect(await read('Who,What,Said\ns1,3c,4\n', { student: 'who', part: 'What', answer: 'said' })).toEqual([
      '2: s1 | 3c | 4',
    ])
  })

  it.each([
    ['no column of parts', 'name,email,answer\na,b,c\n', /which part.*name, email, answer.*\s2b=answer$/],
    ['no column of students', 'part,answer\n3c,4\n', /who the student is.*\sstudent=/],
    ['two columns of one part', 'student,3c,Q3.c\ns,1,2\n', /Two columns.*3c: 3c, Q3\.c\. Say which.*rename/],
    ['an unknown part', 'student,part,answer\ns1,9z,4\n', /Row 2, column part: hw4 has no part `9z`.*2b/],
    ['no student', 'student,part,answer\n,3c,4\n', /Row 2, column student/],
    ['a part that is missing', 'student,part,answer\ns1,,4\n', /Row 2, column part: The part is missing.*2b/],
    ['one JSON array', ' [{"student":"s1","part":"3c","answer":"1"}]', /one JSON array.*One object a line/],
    [
      'a cell that needs quotes',
      'student,part,answer\ns1,3c,[[1,2],[3,4]]\n',
      /Row 2 has 6 cells.*column 4.*Quote/,
    ],
    ['a quote that stays open', 'student,part,answer\ns1,3c,"[[1,2]\n', /Row 2, column 3 opens a quote/],
    [
      'a line that is no JSON',
      '{"student":"s1","part":"3c","answer":"1"}\n{oops\n',
      /Row 2 is no JSON object/,
    ],
    ['an empty file', '  \n', /empty/],
    ['an Excel file', Buffer.from('504b030414000600', 'hex'), /Excel/],
    ['a binary file', Buffer.from([1, 0, 0, 0, 7, 0, 9, 9, 1, 1, 0, 0]), /no text file/],
  ])('says where %s is', async (_, bytes, says) => {
    expect(await problem(bytes)).toMatch(says)
  })

  it('tells of every row that is wrong, in one error', async () => {
    const rows = ['s1,9z,4', ',3c,4', 's2,,4', 's3,3c,[[1,2]]', 's4,3c,4', `s5,3c,${'1'.repeat(20_001)}`]
    expect(await problem(`student,part,answer\n${rows.join('\n')}\n`)).toBe(
      `There are 5 faults in the file:
Row 2, column part: hw4 has no part \`9z\`.
Row 3, column student: The student is missing.
Row 4, column part: The part is missing.
Row 5 has 4 cells where the heading has 3; the first too many is column 4, "2]]". Quote answers that contain \`,\`.
Row 7, column answer: The answer has 20001 characters; at most 20000 are taken.
The parts of hw4 are 2b, 3c, 3d, 7a-ii. `,
    )
  })

  it('tells of the first rows where many are wrong, and how many are', async () => {
    const said = await problem(`student,part,answer\n${',3c,4\n'.repeat(23)}`)
    const lines = said.trim().split('\n')
    expect(lines[0]).toBe('There are 23 faults in the file; the first 20 are:')
    expect(lines.slice(1)).toEqual(
      Array.from({ length: 20 }, (_, at) => `Row ${at + 2}, column student: The student is missing.`),
    )
  })

  it('tells of rows that are wrong beside what ends the reading', async () => {
    expect(await problem('student,part,answer\n,3c,4\ns1,3c,"[[1,2]\n')).toMatch(
      /^There is 1 fault in the file:\nRow 2, column student: .*\nNothing is read after that: Row 3, column 3 opens a quote/,
    )
  })

  it('says which JSON lines lack which field', async () => {
    const lines = [
      '{"student":"s1","part":"3c"}',
      '{"student":"s2","part":"3c","answer":"4"}',
      '{"answer":"4"}',
      '{oops',
    ]
    expect(await problem(lines.join('\n'))).toBe(
      `There are 3 faults in the file:
Row 1: \`answer\` is missing; it has student, part.
Row 3: \`student\` and \`part\` are missing; it has answer.
Row 4 is no JSON object. One object a line is needed.
A line is {"student":"s1","part":"2b","answer":"…"} or {"student":"s1","answers":{"2b":"…"}}. Where fields have other names, \`columns\` says so: student=NAME,part=NAME,answer=NAME. `,
    )
    expect(await read('{"student":"s1","part":"3c","said":"4"}', { answer: 'said' })).toEqual([
      '1: s1 | 3c | 4',
    ])
    await expect(read('{"student":"s1","part":"3c","answer":"4"}', { answer: 'said' })).rejects.toThrow(
      /^Row 1: `said` is missing; it has student, part, answer\./,
    )
  })

  it.each([
    ['bytes', { bytes: 20 }, /more than 0 MB/],
    ['rows', { rows: 1 }, /more than 1 rows/],
    ['columns', { columns: 2 }, /3 columns/],
    ['characters a row', { row: 30 }, /characters/],
    ['characters an answer', { answer: 5 }, /Row 2, column answer.*characters/],
  ])('refuses too many %s', async (_, limit, says) => {
    expect(
      await problem('student,part,answer\ns1,3c,"123456789012345678901234567890"\ns2,3c,4\n', {
        ...importLimits,
        ...limit,
      }),
    ).toMatch(says)
  })
})
