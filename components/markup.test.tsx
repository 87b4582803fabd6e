import { readdirSync, readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { translator } from "@/lib/core/i18n/translator";
import { Choices } from "./choices";
import { ErrorSummary } from "./error-summary";
import { Field } from "./field";
import { SheetRows } from "./sheet";
import { StatusWord } from "./status-word";

const t = translator("fr");

test("a signature is always said in words with its count, beside a mark that is hidden from screen readers", () => {
  const markup = renderToStaticMarkup(<StatusWord t={t} mark="partly" count={{ yes: 8, total: 10 }} />);
  expect(markup).toContain("a signé en partie");
  expect(markup).toContain("8\u00a0engagements sur\u00a010");
  expect(markup).toMatch(/<svg[^>]*aria-hidden="true"/);
});

test("silence is said with the number of requests", () => {
  const entry = {
    id: "a",
    number: 1,
    name: "Ada Fictive",
    href: "/x",
    mark: "no-public-answer",
    requests: 3,
  } as const;
  const markup = renderToStaticMarkup(<SheetRows t={t} entries={[entry]} />);
  expect(markup).toContain("pas de réponse publique");
  expect(markup).toContain("3\u00a0demandes");
});

test("nothing is ticked beforehand, and a wrong answer is tied to its question", () => {
  const choices = [
    { value: "yes", label: "Oui", answer: "yes" },
    { value: "no", label: "Non", answer: "no" },
  ] as const;
  const markup = renderToStaticMarkup(
    <>
      <ErrorSummary t={t} errors={[{ field: "answers.1", text: "Choisissez." }]} />
      <Choices name="answers.1" legend="Engagement 1" choices={choices} error="Choisissez." />
    </>,
  );
  expect(markup).not.toContain("checked");
  const target = /href="#([^"]+)"/.exec(markup)?.[1];
  expect(markup).toContain(`id="${target}"`);
});

test("a field ties its hint and its error to its control", () => {
  const markup = renderToStaticMarkup(
    <Field name="code" label="Code" hint="Cinq chiffres" error="Il en manque un" />,
  );
  expect(markup).toContain('aria-describedby="f-code-hint f-code-error"');
  expect(markup).toContain('aria-invalid="true"');
});

test("no component writes an inline style, which the content policy would refuse", () => {
  const folder = new URL(".", import.meta.url);
  const sources = readdirSync(folder).filter((file) => file.endsWith(".tsx") && !file.endsWith(".test.tsx"));
  const styled = sources.filter((file) => /\sstyle=/.test(readFileSync(new URL(file, folder), "utf8")));
  expect(styled).toEqual([]);
});
