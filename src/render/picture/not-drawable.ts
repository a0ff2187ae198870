/** This cannot be a picture; the text beside it says the same. */
export class NotDrawable extends Error {
  override readonly name = 'NotDrawable'
}
