import { z } from "zod";
import { hasUnseen } from "@/lib/proof/canonical/jcs";
import { COMPETENCES, REQUIRED_LEVELS, SCORES } from "../schema";

/** Characters at most, in each language. */
export const LIMITS = {
  title: 120,
  introduction: 3000,
  validity: 400,
  theme: 80,
  engagement: 120,
  text: 1500,
  why: 2000,
};
export const MAX_THEMES = 20;
export const MAX_ENGAGEMENTS = 60;

/** Words as they will be signed: normal form C, no blank ends, nothing that a reader cannot see. */
const words = (limit: number, key: string) =>
  z
    .string("forms.errors.text")
    .transform((typed) => typed.normalize("NFC").trim())
    .pipe(
      z
        .string()
        .max(limit, key)
        .refine((text) => !hasUnseen(text) && !/\p{Surrogate}/u.test(text), "forms.errors.unseen"),
    );

const inBoth = (limit: number, key: string) =>
  z.strictObject({ fr: words(limit, key), en: words(limit, key) });

/** What the editor posts: a text that did not change is left out. */
const typedIn = (limit: number, key: string) =>
  z.strictObject({ fr: words(limit, key).optional(), en: words(limit, key).optional() }).optional();

const title = inBoth(LIMITS.title, "forms.errors.long-title");
const id = z.uuid("forms.errors.gone");
const locale = z.enum(["fr", "en"]);
const slot = z.string().regex(/^[0-9]+$/);

const minimum = z
  .string("forms.errors.minimum")
  .trim()
  .regex(/^([1-9]\d?)?$/, "forms.errors.minimum")
  .transform((typed) => (typed === "" ? null : Number(typed)));

const ACTS = [
  "save",
  "add-theme",
  "add",
  "up",
  "down",
  "ask-remove",
  "keep",
  "remove",
  "place",
  "undo",
  "redo",
  "restore",
  "preview",
  "diff",
  "publish",
] as const;
export type Act = (typeof ACTS)[number];

/** The button that was pressed: an act and, for most, the id of the theme or engagement. */
const intent = z
  .string()
  .default("save")
  .transform((pressed, ctx): { act: Act; id: string } => {
    const [name, on = ""] = pressed.split(":");
    const act = ACTS.find((one) => one === name);
    if (act) return { act, id: on };
    ctx.addIssue({ code: "custom", message: "forms.errors.text" });
    return z.NEVER;
  });

const wall = z.string("forms.errors.closes").regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d$/, "forms.errors.closes");

const timeZone = z.string("forms.errors.zone").refine((zone) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return /^[A-Za-z_+\-/0-9]{3,40}$/.test(zone);
  } catch {
    return false;
  }
}, "forms.errors.zone");

const engagement = z.strictObject({
  title: typedIn(LIMITS.engagement, "forms.errors.long-engagement"),
  text: typedIn(LIMITS.text, "forms.errors.long-text"),
  why: typedIn(LIMITS.why, "forms.errors.long-why"),
  competence: z.enum(["", ...COMPETENCES], "forms.errors.text").optional(),
});

export const draftInput = z.strictObject({
  formId: id,
  /** The revision that the editor was shown. */
  revision: slot.transform(Number),
  locale,
  intent,
  title: typedIn(LIMITS.title, "forms.errors.long-title"),
  introduction: typedIn(LIMITS.introduction, "forms.errors.long-introduction"),
  validity: typedIn(LIMITS.validity, "forms.errors.long-validity"),
  minimum: minimum.optional(),
  requiredLevel: z.enum(["", ...REQUIRED_LEVELS], "forms.errors.level").optional(),
  countersigned: z.enum(["", "yes"], "forms.errors.countersigned").optional(),
  score: z.enum(SCORES, "forms.errors.score").optional(),
  groups: z.enum(["", "yes"], "forms.errors.groups").optional(),
  closesAt: wall.optional(),
  timeZone: timeZone.optional(),
  themes: z
    .record(id, z.strictObject({ title: typedIn(LIMITS.theme, "forms.errors.long-theme") }))
    .default({}),
  engagements: z.record(id, engagement).default({}),
});
export type DraftInput = z.infer<typeof draftInput>;

export const createInput = z.strictObject({
  organizationId: id,
  electionId: z.uuid("forms.errors.election"),
  title,
  locale,
});
export type CreateInput = z.infer<typeof createInput>;

export const beginInput = z.strictObject({
  formId: id,
  locale,
  /** The published version whose words to begin with; the latest where left out. */
  from: slot.transform(Number).optional(),
});
export type BeginInput = z.infer<typeof beginInput>;

export const publishInput = z.strictObject({
  formId: id,
  revision: slot.transform(Number),
  locale,
  /** Ticked where a translation is missing. */
  confirmed: z.literal("on").optional(),
});
export type PublishInput = z.infer<typeof publishInput>;
