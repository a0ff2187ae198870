import { readConfig } from '../config.ts'
import { forgetIn } from '../start-grading.ts'

/** Deletes a student from every batch; exit code 1 where there is nothing of them. */
export const forget = async (student: string): Promise<void> => {
  const answers = await forgetIn(readConfig(), student)
  process.stdout.write(
    answers === 0
      ? 'Nothing is kept of this student. Is it the name that the graded file has, and the same DATA_KEY?\n'
      : `Deleted ${answers} answers and their grades. The reports in DATA_FOLDER/reports are gone too; those sent or written elsewhere are yours to delete.\n`,
  )
  if (answers === 0) process.exitCode = 1
}
