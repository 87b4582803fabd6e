import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { translator } from "@/lib/core/i18n/translator";
import { ErrorDocument } from "./error-document";

beforeAll(async () => {
  await buildAssets();
});

describe.each(["fr", "en"] as const)("an error in %s", (locale) => {
  const frame = { locale, t: translator(locale), path: "/x", origin: "http://localhost:3000", isDemo: false };
  const shown = (status: number, more: object = {}) =>
    renderToStaticMarkup(createElement(ErrorDocument, { frame, status, ...more }));

  it.each([
    400, 403, 404, 409, 410, 413, 418, 429, 500, 502, 503,
  ])("%d says what happened and what to do", (status) => {
    const html = shown(status, { reference: "ab12cd34" });
    expect(html).toContain(`lang="${locale}"`);
    expect(html).toContain(String(status));
    expect(html).toContain("ab12cd34");
    expect(html).toContain("noindex");
    expect(html.includes(`action="/${locale}/search"`)).toBe(status === 404);
  });

  it("503 keeps what was typed, and sends it again to the same address", () => {
    const typed = `"quoted" <b> & ligne 2`;
    const html = shown(503, {
      retry: [
        ["answers.1.comment", typed],
        ["key", "k"],
      ],
    });
    expect(html).toContain('<form method="post">');
    expect(html).toContain('name="answers.1.comment" value="&quot;quoted&quot; &lt;b&gt; &amp; ligne 2"');
    expect(html).toContain('type="submit"');
  });
});
