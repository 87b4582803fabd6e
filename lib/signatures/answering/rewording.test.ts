import { beforeAll, expect, test } from "vitest";
import { buildAssets } from "@/bin/assets";
import { testDatabase } from "@/lib/core/testing/database";
import { sign } from "../signing/commands";
import { get } from "../testing/doors";
import { aSigner, nextVersion, shown } from "../testing/signer";
import { acceptAll } from "./commands";

testDatabase();
beforeAll(buildAssets);

test("law 1: a signer is asked again only about the words that changed, and is shown word by word how", async () => {
  const { form, token, ctx } = await aSigner();
  await acceptAll(ctx, {});
  expect((await sign(ctx, await shown(ctx))).ok).toBe(true);
  const { html: before } = await get(token, "answers");
  expect(before).not.toContain('class="diff"');
  await nextVersion(form.id, [2]);
  const { html, text } = await get(token, "answers");
  expect(html.match(/class="diff"/g)).toHaveLength(1);
  expect(html).toMatch(/<del>.*Je défendrai.*<\/del>|<del><span/s);
  expect(text).toContain("D’autres mots.");
  expect(text).toContain("Ce qui a changé depuis la version 1, que vous avez signée");
  // The others keep their answers; the changed one has none.
  expect(html.match(/type="radio"[^>]*checked=""/g)).toHaveLength(1);
});
