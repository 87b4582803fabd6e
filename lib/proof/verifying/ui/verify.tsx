import { DocumentShell } from "@/components/document-shell";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Narrow, PageTitle, Section } from "@/components/section";
import { asset } from "@/lib/core/assets";
import type { ViewProps } from "@/lib/core/document";
import type { VerifyView } from "../documents";

/** Drop a receipt, read in words what it proves; without script, the command that does the same. */
export function VerifyPage({ view, frame }: ViewProps<VerifyView>) {
  const { t, locale } = frame;
  const words = { "data-reading": t("proof.verify.reading"), "data-insecure": t("proof.verify.insecure") };
  return (
    <DocumentShell
      frame={frame}
      title={t("proof.verify.title")}
      description={t("proof.verify.description")}
      hasQuestions
    >
      <PageTitle title={t("proof.verify.title")} deck={<p>{t("proof.verify.deck")}</p>} />
      <Narrow>
        <div className="drop" hidden data-verify {...words}>
          <Field
            name="receipt"
            type="file"
            accept=".pdf,.zip,application/pdf,application/zip"
            label={t("proof.verify.receipt")}
            hint={t("proof.verify.receipt-hint")}
          />
          <details>
            <summary>{t("proof.verify.policy")}</summary>
            <Field
              name="policy"
              type="file"
              label={t("proof.verify.policy-file")}
              hint={t("proof.verify.policy-hint")}
            />
          </details>
        </div>
        <div id="verdict" tabIndex={-1} aria-live="polite" data-later={JSON.stringify(view.later)} />
        <noscript>
          <Notice>{t("proof.verify.no-script")}</Notice>
        </noscript>
      </Narrow>
      <Section title={t("proof.verify.command-title")} isTold>
        <p>{t("proof.verify.command")}</p>
        <p>
          <code>{t("proof.verify.example")}</code>
        </p>
        <p>
          <a href="/assets/verify.mjs" download>
            {t("proof.verify.download")}
          </a>
        </p>
      </Section>
      <Section title={t("proof.verify.keys-title")} isTold>
        <p>{t(view.keys.length > 0 ? "proof.verify.keys" : "proof.verify.no-keys")}</p>
        {view.keys.map((key) => (
          <p key={key} className="hash small">
            {key}
          </p>
        ))}
        <p>
          <a href={`/${locale}/method/proof`}>{t("proof.verify.meaning")}</a>
        </p>
      </Section>
      <script type="module" src={asset("check.js")} />
    </DocumentShell>
  );
}
