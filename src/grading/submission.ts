/** What a file says about a student; `student` is what answers are kept under. */
export type Identity = {
  readonly student: string
  readonly name?: string
  /** The number Canvas gives a student. */
  readonly canvasId?: string
  readonly sisId?: string
  readonly login?: string
  readonly email?: string
  readonly section?: string
}

/** One answer of one student to one part. `row` and `column` are where it stands in the file, `row` as a sheet counts. */
export type Submission = {
  readonly identity: Identity
  readonly part: string
  readonly answer: string
  readonly row: number
  readonly column: string
}
