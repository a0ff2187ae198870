import { z } from 'zod'
import type { ReadFault } from './exact/read-error.ts'
import { ReadError } from './exact/read-error.ts'

/** What a platform needs to offer an option: derived from the schema, never kept by hand. */
export type FieldMeta = {
  readonly about: string
  /** A right value, as one would type it in slash text. */
  readonly example: string
  readonly choices?: readonly string[]
  /** Values to complete with; any other value is allowed too. */
  readonly suggestions?: readonly string[]
}

const metas = z.registry<FieldMeta>()

/**
 * A field read by `read` from slash text (a string) or JSON (anything). A ReadError becomes an issue that keeps its
 * kind, so that the reply can name the field and show the example.
 */
export const field = <T>(meta: FieldMeta, read: (raw: unknown) => T) =>
  z
    .unknown()
    .transform((raw, context): T => {
      try {
        return read(raw)
      } catch (error) {
        if (!(error instanceof ReadError)) throw error
        context.addIssue({ code: 'custom', message: error.message, params: { kind: error.kind } })
        return z.NEVER
      }
    })
    .register(metas, meta)

/** The meta of a field, seen through `optional` and `default` wrappers. */
export const metaOf = (schema: z.core.$ZodType): FieldMeta | undefined => {
  const found = metas.get(schema as z.ZodType)
  if (found) return found
  const inner = 'unwrap' in schema && typeof schema.unwrap === 'function' ? schema.unwrap() : undefined
  return inner instanceof z.ZodType ? metaOf(inner) : undefined
}

export type { ReadFault }
