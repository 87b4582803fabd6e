import { expect, test } from "vitest";
import { databaseNow, db } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { aForm, aMailing, anOrganization } from "@/prisma/factories";
import { exampleLetter } from "./queries";

testDatabase();

test("the example has the draft's own words, for somebody who does not exist, and leads to nobody's answers", async () => {
  const title = { fr: "Dix engagements d’essai", en: "Ten test engagements" };
  const { id, organizationId, slug } = await aForm(db(), { version: { title, isPublished: false } });
  const ctx = ctxOf(memberActor({ organizationId, role: "viewer" }), await databaseNow());
  const form = await deskFormFor(ctx, id);
  if (!form) throw new Error("no form");
  for (const locale of ["fr", "en"] as const) {
    const letter = await exampleLetter(form, locale);
    for (const part of [letter.html, letter.text]) {
      expect(part).toContain(locale === "fr" ? "Camille Exemple" : "Camille Example");
      expect(part).toContain(`/${locale}/forms/${slug}`);
      expect(part).not.toContain("/sign/");
      expect(part).not.toContain("{{");
    }
  }
  const message = { subject: { fr: "Objet de {{ngo}}" }, body: { fr: "{{form}}\n\n{{link}}" } };
  await aMailing(db(), { formId: id, ...message });
  const letter = await exampleLetter(form, "fr");
  expect(letter.subject).toMatch(/^Objet de /);
  expect(letter.text).toContain(title.fr);
  const { id: strangers } = await anOrganization(db());
  const stranger = ctxOf(memberActor({ organizationId: strangers }), await databaseNow());
  expect(await deskFormFor(stranger, id)).toBeNull();
});
