import { z } from "zod";
import { readWords } from "../../rules";
import type { Words } from "../../schema";

const text = z.record(z.string(), z.string());

const words = z.object({
  title: text,
  introduction: text,
  validity: text,
  minimum: z.number().nullable(),
  requiredLevel: z.string().nullable().default(null),
  isCountersigned: z.boolean().default(false),
  score: z.string().default("none"),
  comparesGroups: z.boolean().default(false),
  themes: z.array(
    z.object({
      id: z.string(),
      title: text,
      engagements: z.array(
        z.object({
          id: z.string(),
          lineageId: z.string(),
          position: z.number(),
          title: text,
          text,
          why: text,
          competence: z.string().nullable().optional().default(null),
        }),
      ),
    }),
  ),
});

/** The words of a saved state out of its JSON; throws on one that we did not write. */
export function storedWords(json: unknown): Words {
  return readWords(words.parse(json));
}
