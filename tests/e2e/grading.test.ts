import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classCsv, classOf } from '../class/class.ts'
import { putOpenedStore } from '../opened-store.ts'
import { type Ended, run } from './grading/processes.ts'

type Row = Readonly<Record<string, string>>

/** The command as a user runs it, with nothing installed. */
describe('npx exacta grade', { timeout: 240_000 }, () => {
  let folder: string
  let settings: Record<string, string>
  const rows = [...classOf(20)]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-grade-'))
    settings = { DATA_FOLDER: join(folder, 'data'), DATA_KEY: 'a key of sixteen signs' }
    await putOpenedStore(join(folder, 'data'))
    await writeFile(join(folder, 'class.csv'), [...classCsv(rows)].join(''))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const exacta = (...args: string[]): Promise<Ended> => run('cli.ts', args, settings).ended
  const grade = (file: string, out: string, ...more: string[]): Promise<Ended> =>
    exacta('grade', join(folder, file), '--set', 'deep-learning/hw4', '--out', join(folder, out), ...more)
  const table = async (path: string): Promise<Row[]> =>
    parse(await readFile(join(folder, path), 'utf8'), { columns: true })

  it('grades every row once, as it deserves', async () => {
    const { code, stdout, stderr } = await grade('class.csv', 'out')
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(stdout).toContain(`20 students, ${rows.length} answers`)
    const graded = await table('out/graded.csv')
    expect(graded.map(({ student, part }) => `${student} ${part}`)).toEqual(
      rows.map(({ student, part }) => `${student} ${part}`),
    )
    const wrongly = graded.filter(({ status }, at) => status !== 'person' && status !== rows[at]?.expected)
    expect(wrongly).toEqual([])
    expect(graded.filter(({ status }) => status === 'person').length).toBeLessThanOrEqual(rows.length * 0.02)
  })

  it('writes the reports of the learning platforms', async () => {
    const canvas = await table('out/canvas.csv')
    expect(canvas).toHaveLength(21)
    const results = JSON.parse(await readFile(join(folder, 'out/gradescope/s000000/results.json'), 'utf8'))
    expect(results.tests).toHaveLength(18)
    const own = (await table('out/graded.csv')).filter(({ student }) => student === 's000000')
    expect(results.score).toBeCloseTo(own.reduce((sum, { points }) => sum + Number(points), 0))
  })

  it('goes on with a file that it knows, and tells what changed since', async () => {
    const changed = rows.map((row, at) =>
      at === 0
        ? {
            ...row,
            answer: row.expected === 'correct' ? 'c, Theta(1)' : '2 c d_out^2 d_in, Theta(d_out^2 d_in)',
          }
        : row,
    )
    await writeFile(join(folder, 'again.csv'), [...classCsv(changed)].join(''))
    expect((await grade('again.csv', 'again', '--against', join(folder, 'out'))).code).toBe(0)
    const changes = await table('again/regrade.csv')
    expect(changes.map(({ student, part, was }) => [student, part, was])).toEqual([
      ['s000000', '1a', rows[0]?.expected],
    ])
    const { code, stderr } = await grade('class.csv', 'out2')
    expect(code).toBe(0)
    expect(stderr).toContain('begun before')
    expect(await readFile(join(folder, 'out2/graded.csv'), 'utf8')).toBe(
      await readFile(join(folder, 'out/graded.csv'), 'utf8'),
    )
  })

  it('grades a file anew whose students are sealed with another key', async () => {
    const args = [
      'grade',
      join(folder, 'class.csv'),
      '--set',
      'deep-learning/hw4',
      '--out',
      join(folder, 'key'),
    ]
    for (const key of [{ DATA_KEY: 'another key of sixteen signs' }, {}]) {
      const { code, stderr } = await run('cli.ts', args, { DATA_FOLDER: join(folder, 'data'), ...key }).ended
      expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining('begun before') })
      expect(await table('key/graded.csv')).toEqual(await table('out/graded.csv'))
    }
  })

  it('leaves nothing of an earlier grading in the same folder', async () => {
    const results = async (): Promise<readonly string[]> =>
      (await readdir(join(folder, 'same/gradescope'))).sort()
    for (const [file, student] of [
      ['a1.csv', 'ann'],
      ['a2.csv', 'bea'],
    ] as const) {
      await writeFile(join(folder, file), `student,part,answer\n${student},2b,1/sqrt(d_in)\n`)
      expect((await grade(file, 'same')).code).toBe(0)
      expect(await results()).toEqual([student])
      await writeFile(join(folder, 'same/notes.txt'), 'mine')
    }
    expect(await readFile(join(folder, 'same/notes.txt'), 'utf8')).toBe('mine')
  })

  it('grades a file anew by another program, and tells what changed without being told since when', async () => {
    await writeFile(join(folder, 'few.csv'), 'student,part,answer\nkay,2b,1/sqrt(d_in)\nliz,2b,1/d_in\n')
    const first = await grade('few.csv', 'few')
    expect(first).toMatchObject({ code: 0, stdout: expect.not.stringContaining('Against') })
    const program = await otherProgram()
    const file = join(folder, 'few.csv')
    const second = await runProgram(program, ['grade', file, '--set', 'hw4', '--out', join(folder, 'few2')])
    expect(second).toMatchObject({ code: 0, stderr: expect.not.stringContaining('begun before') })
    expect(second.stdout).toMatch(/Against your grading of .* UTC 1 grade changed: regrade\.csv/)
    expect(await table('few2/regrade.csv')).toMatchObject([
      { student: 'liz', part: '2b', was: 'wrong', is: 'person' },
    ])
    expect(await table('few2/graded.csv')).toMatchObject([{ status: 'correct' }, { status: 'person' }])
    // Each program goes on with its own.
    expect((await grade('few.csv', 'few')).stderr).toContain('begun before')
    expect(await table('few/graded.csv')).toMatchObject([{ status: 'correct' }, { status: 'wrong' }])
  })

  /** This program, changed so that a person judges what is wrong. */
  const otherProgram = async (): Promise<string> => {
    const [root, program] = [join(import.meta.dirname, '../..'), join(folder, 'program')]
    for (const part of ['src', 'solvers', 'commands', 'courses', 'package.json', 'package-lock.json'])
      await cp(join(root, part), join(program, part), { recursive: true })
    await symlink(join(root, 'node_modules'), join(program, 'node_modules'))
    const judging = join(program, 'src/grading/judging.ts')
    const text = await readFile(judging, 'utf8')
    const changed = text.replace(
      'return gradeAnswer(key, answer)',
      "const grade = gradeAnswer(key, answer)\n    return grade.status === 'wrong' ? failedGrade : grade",
    )
    expect(changed).not.toBe(text)
    await writeFile(judging, changed)
    return program
  }
  const runProgram = (program: string, args: readonly string[]): Promise<Ended> =>
    run('cli.ts', args, settings, join(program, 'src')).ended

  it('forgets a student', async () => {
    expect((await exacta('forget', 's000003')).stdout).toContain('Deleted 36 answers')
    expect((await exacta('forget', 's000003')).code).toBe(1)
    expect((await grade('class.csv', 'out3')).code).toBe(0)
    expect((await table('out3/graded.csv')).some(({ student }) => student === 's000003')).toBe(false)
  })

  it('says before it grades that there is no place for the reports', async () => {
    const { code, stderr } = await grade('class.csv', 'class.csv/out')
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/^--out: .*takes no/) })
    expect(stderr).not.toMatch(/at .*\.ts:/)
  })

  it.each([
    ['/proc/exacta/out', 'which exists and takes no folder'],
    ['/proc', 'which takes no file'],
    ['', 'which is none'],
  ])('says so of --out %j, %s', async (out) => {
    const file = join(folder, 'class.csv')
    const { code, stderr } = await exacta('grade', file, '--set', 'deep-learning/hw4', '--out', out)
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/^--out: .*takes no/) })
  })

  it('leaves nothing to workers that nobody can start', async () => {
    const { code, stderr } = await grade('class.csv', 'left', '--no-work')
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^--no-work .*DATABASE_URL/),
    })
  })

  it('says that DATA_FOLDER is no place for the store', async () => {
    const args = [
      'grade',
      join(folder, 'class.csv'),
      '--set',
      'deep-learning/hw4',
      '--out',
      join(folder, 'o'),
    ]
    const { code, stderr } = await run('cli.ts', args, { DATA_FOLDER: '/proc/exacta' }).ended
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/^DATA_FOLDER: /) })
    expect(stderr).not.toMatch(/at .*\.ts:/)
  })

  it.each([
    ['a file that is not there', 'none.csv', undefined, /cannot be opened/],
    ['a folder in the place of a file', '.', undefined, /is no file/],
    [
      'an answer given twice',
      'twice.csv',
      'student,part,answer\na,3c,1\nb,3c,1\na,3c,2\n',
      /Row 4, column answer: a second answer.*row 2/,
    ],
    [
      'all rows that are wrong, of whatever kind',
      'wrong.csv',
      'student,part,answer\na,3c,1\n,3c,1\nb,9z,1\na,3c,2\n',
      /^There are 3 faults in the file:\nRow 3, .*\nRow 4, .*`9z`\.\nRow 5, .*a second answer.*\n.*1a, .*$/m,
    ],
    ['columns that are unclear', 'unclear.csv', 'who,answer\na,1\n', /--columns/],
    [
      'columns that are headed as no part',
      'headed.csv',
      'SID,"1.1: Scale, in d (1.0 pts)"\na,1\n',
      /--columns '1a="1\.1: Scale, in d \(1\.0 pts\)"'/,
    ],
  ])('exits with 1 for %s', async (_, file, text, says) => {
    if (text !== undefined) await writeFile(join(folder, file), text)
    const { code, stderr } = await grade(file, 'bad')
    expect(code).toBe(1)
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(/at .*\.ts:|their words/)
  })

  it('counts an answer once that stands in the file twice, and says so', async () => {
    const rows = ['kim,2b,1/sqrt(d_in)', 'lou,2b,1/d_in', 'kim,2b,1/sqrt(d_in)']
    await writeFile(join(folder, 'repeated.csv'), `student,part,answer\n${rows.join('\n')}\n`)
    const { code, stdout, stderr } = await grade('repeated.csv', 'repeated')
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(
        '1 answer stands in the file before, word for word (row 4); it counts once.',
      ),
    })
    expect(stdout).toContain('2 students, 2 answers')
    expect(await table('repeated/graded.csv')).toMatchObject([{ student: 'kim' }, { student: 'lou' }])
  })

  it('marks what a sheet would run, and no matrix', async () => {
    const rows = ['[-40 -40 -40; -40 -40 -40; -40 -40 -40]', '-40', "=cmd|'/C calc'!A0"]
    const lines = rows.map((answer, at) => `m${at},3c,"${answer}"`)
    await writeFile(join(folder, 'signs.csv'), `student,part,answer\n${lines.join('\n')}\n`)
    expect((await grade('signs.csv', 'signs')).code).toBe(0)
    expect((await table('signs/graded.csv')).map(({ answer }) => answer)).toEqual([
      rows[0],
      rows[1],
      `'${rows[2]}`,
    ])
  })

  it('takes the column of each part as it is told, and leaves Canvas’s test student out', async () => {
    const heading = 'Student,ID,SIS Login ID,"Scale, in d (1.0 pts)",Scale Score'
    const people = ['"Doe, Jane",101,jane,1/sqrt(d_in),1.0', '"Student, Test",103,0f9c,,']
    await writeFile(join(folder, 'told.csv'), `${heading}\n${people.join('\n')}\n`)
    const { code, stderr } = await grade('told.csv', 'told', '--columns', '2b=Scale, in d (1.0 pts)')
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(await table('told/graded.csv')).toMatchObject([{ student: 'jane', part: '2b', status: 'correct' }])
    expect((await table('told/canvas.csv')).slice(1)).toMatchObject([
      { Student: 'Doe, Jane', ID: '101', 'SIS User ID': '', 'SIS Login ID': 'jane' },
    ])
  })
})
