import { DiffText } from "@/components/diff";
import { Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import type { Translator } from "@/lib/core/i18n/translator";
import type { Difference, Preview } from "../schema";

const shown = 200;

/** What changes, field by field: the words that were, then those of the file. */
export function Differences({ frame: { t }, preview }: { frame: Frame; preview: Preview }) {
  const { differences } = preview;
  if (differences.length === 0) return null;
  return (
    <Section title={t("importing.screen.differences.title", { count: differences.length })} id="changes">
      <ul className="rows">
        {differences.slice(0, shown).map((one, at) => (
          <li key={`${one.area} ${one.name} ${at}`} data-difference>
            <b>
              {one.area} {one.name}
            </b>
            {one.fields.map((field) => (
              <p key={field.field} className="small">
                <Change t={t} {...field} />
              </p>
            ))}
          </li>
        ))}
      </ul>
      {differences.length > shown && (
        <p className="quiet">{t("importing.command.more", { count: differences.length - shown })}</p>
      )}
    </Section>
  );
}

function Change({ t, field, before, after }: { t: Translator } & Difference["fields"][number]) {
  const said = (value: string | null) =>
    value === "true" || value === "false" ? t(`importing.screen.${value}`) : value;
  const was = said(before);
  const is = said(after);
  return (
    <>
      {t("importing.screen.differences.field", { field: t(`importing.fields.${field}`) })}{" "}
      <DiffText
        t={t}
        parts={[
          ...(was === null ? [] : [{ kind: "del" as const, text: was }]),
          { kind: "same" as const, text: " " },
          ...(is === null ? [] : [{ kind: "ins" as const, text: is }]),
        ]}
      />
    </>
  );
}

/** Candidacies that the file names no more: told, never removed. */
export function Gone({ frame: { t }, preview }: { frame: Frame; preview: Preview }) {
  if (preview.missing === 0) return null;
  return (
    <Section title={t("importing.screen.gone.title", { count: preview.missing })}>
      <p>{t("importing.screen.gone.stay")}</p>
      <ul className="rows">
        {preview.gone.map(({ area, name }) => (
          <li key={`${area} ${name}`}>
            {area} {name}
          </li>
        ))}
      </ul>
      {preview.missing > preview.gone.length && (
        <p className="quiet">
          {t("importing.command.more", { count: preview.missing - preview.gone.length })}
        </p>
      )}
    </Section>
  );
}
