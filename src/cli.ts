#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// Reading and compiling the modules is most of a start; what is imported from here on is kept for the next one.
enableCompileCache()
const { Command } = await import('commander')
const { ConfigError, isMisconfigured } = await import('./config.ts')
const { InputError } = await import('./errors.ts')
const { lineHelp } = await import('./lines/line-shapes.ts')

/** Each subcommand loads only what it needs, so that `ask` starts fast. */
const program = new Command('exacta')
  .description(
    'Exact answers for a course: a solver answers, a model only explains, every explanation is checked.',
  )
  .showHelpAfterError()

program
  .command('ask')
  .description('answer one command as the terminal shows it')
  .argument('<command...>', "for example '/conv x:[[1,2],[3,4]] kernel:[[1,0],[0,-1]]'")
  .option('--png <file>', 'save the answer as a picture, and its figure beside it')
  .action(async (words: string[], options: { png?: string }) =>
    (await import('./cli/ask.ts')).ask(words.join(' '), options.png),
  )

program
  .command('chat')
  .description('the same, interactively')
  .action(async () => (await import('./cli/ask.ts')).openChat())

for (const name of ['solve', 'check', 'equal'] as const)
  program
    .command(name)
    .description(`JSON lines: one case a line in, one result a line out (${name})`)
    .addHelpText('after', () => lineHelp(name))
    .action(async () => (await import('./cli/lines.ts')).runLines(name))

program
  .command('eval')
  .description("the checker's figures on a labelled file")
  .argument('<file>')
  .option('--json', 'for scripts')
  .action(async (file: string, options: { json?: boolean }) =>
    (await import('./cli/eval.ts')).evaluate(file, options.json === true),
  )

program
  .command('flags')
  .description('what models got wrong, as the staff decided')
  .command('export')
  .description('decided flags as JSON lines that `exacta eval` reads')
  .action(async () => (await import('./cli/flags.ts')).exportFlags())

program
  .command('grade')
  .description('grade a class: CSV, JSON lines, or an export of Canvas or Gradescope')
  .argument('<file>')
  .requiredOption('--set <course/set>', 'the problem set, for example deep-learning/hw4')
  .requiredOption('--out <folder>', 'where the reports go')
  .option(
    '--columns <names>',
    'which columns are meant: student=SID,part=Problem,answer=Response, or 2b=COLUMN,2c=COLUMN for a column a part',
  )
  .option(
    '--against <folder>',
    'the reports of an earlier grading, to see what changed since (without it: your last one that is kept)',
  )
  .option(
    '--feedback',
    'a model says something about every answer that is not right, checked by the solver (needs MODEL)',
  )
  .option('--no-work', 'leave the grading to workers elsewhere')
  .action(async (file: string, options: import('./cli/grade.ts').GradeOptions) =>
    (await import('./cli/grade.ts')).grade(file, options),
  )

program
  .command('worker')
  .description('grade what is queued, beside any number of other workers')
  .action(async () => (await import('./cli/worker.ts')).runWorker())

program
  .command('forget')
  .description('delete all answers and grades of a student')
  .argument('<student>', 'as the graded file names them')
  .action(async (student: string) => (await import('./cli/forget.ts')).forget(student))

program
  .command('sets')
  .description('the problem sets')
  .command('check')
  .description('verify that every part solves, agrees with its key and typesets')
  .action(async () => (await import('./cli/sets.ts')).checkSets())

program
  .command('audit')
  .description('how a model fares on a problem set: every part explained and checked')
  .requiredOption('--set <course/set>', 'the problem set, for example deep-learning/hw4')
  .option('--model <name>', 'which one; without it, MODEL')
  .action(async (options: { set: string; model?: string }) => (await import('./cli/audit.ts')).audit(options))

program
  .command('costs')
  .description('what models cost: calls, tokens and money, day by day')
  .option('--by <what>', 'model, course or person', 'model')
  .option('--days <count>', 'how far back', '7')
  .action(async (options: { by: string; days: string }) => {
    const { isCostGroup, showCosts } = await import('./cli/costs.ts')
    const days = Number(options.days)
    if (!isCostGroup(options.by)) throw new ConfigError('--by is model, course or person')
    if (!Number.isInteger(days) || days < 1) throw new ConfigError('--days is a whole number from 1')
    await showCosts(options.by, days)
  })

program
  .command('publish')
  .description('register the commands with Discord, write the Slack manifest')
  .option('--discord', 'register the slash commands')
  .option('--slack-manifest <file>', 'write the app manifest as JSON')
  .action(async (options: { discord?: boolean; slackManifest?: string }) =>
    (await import('./cli/publish.ts')).publish(options),
  )

program
  .command('doctor')
  .description('what is configured, reachable, missing')
  .action(async () => (await import('./cli/doctor.ts')).doctor())

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof InputError) (await import('./cli/tell-input-error.ts')).tellInputError(error)
  else if (isMisconfigured(error)) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  } else throw error
}
