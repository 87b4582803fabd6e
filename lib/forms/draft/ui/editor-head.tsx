import { ActionField } from "@/components/client/action-field";
import { EditorRow } from "@/components/desk-patterns";
import type { Frame } from "@/lib/core/frame";
import { wallTime } from "@/lib/core/wall-time";
import { REQUIRED_LEVELS, SCORES, type Words } from "../../schema";
import type { DeskForm } from "../queries";
import { LIMITS } from "../schema";
import { TextField } from "./editor-rows";

const ZONES = [
  "Europe/Paris",
  "America/Martinique",
  "America/Guadeloupe",
  "America/Cayenne",
  "America/Miquelon",
  "Indian/Reunion",
  "Indian/Mayotte",
  "Pacific/Noumea",
  "Pacific/Tahiti",
  "Pacific/Wallis",
  "Europe/Brussels",
  "Europe/London",
  "UTC",
];

/** Title, introduction and validity in both languages, under the names of the languages. */
export function EditorTexts({ frame, words }: { frame: Frame; words: Words }) {
  const { t } = frame;
  const parts = [
    { name: "title", text: words.title, limit: LIMITS.title },
    { name: "introduction", text: words.introduction, limit: LIMITS.introduction, rows: 4 },
    { name: "validity", text: words.validity, limit: LIMITS.validity, rows: 2 },
  ];
  return (
    <div className="editor">
      <div className="editor-head wide">
        <span />
        <b lang="fr">{t("forms.editor.column-fr")}</b>
        <b lang="en">{t("forms.editor.column-en")}</b>
      </div>
      {parts.map((part) => {
        const field = { t, label: t(`forms.editor.form-${part.name}`), serif: true, ...part };
        return (
          <EditorRow
            key={part.name}
            head={null}
            original={<TextField {...field} locale="fr" />}
            translation={<TextField {...field} locale="en" />}
          />
        );
      })}
    </div>
  );
}

/** The minimum to count as signatory, and until when one can sign, with the zone in which that is told. */
export function EditorSettings({ frame, form, words }: { frame: Frame; form: DeskForm; words: Words }) {
  const { t } = frame;
  const zones = ZONES.includes(form.timeZone) ? ZONES : [form.timeZone, ...ZONES];
  return (
    <div className="settings">
      <ActionField
        name="minimum"
        label={t("forms.editor.minimum")}
        hint={t("forms.editor.minimum-hint")}
        inputMode="numeric"
        defaultValue={words.minimum === null ? "" : String(words.minimum)}
      />
      <Required t={t} words={words} />
      <Scoring t={t} words={words} />
      <ActionField
        name="closesAt"
        type="datetime-local"
        label={t("forms.editor.closes")}
        hint={t("forms.editor.closes-hint")}
        defaultValue={wallTime(form.closesAt, form.timeZone)}
      />
      <ActionField
        key={form.timeZone}
        kind="select"
        name="timeZone"
        label={t("forms.editor.zone")}
        hint={t("forms.editor.zone-hint")}
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        defaultValue={form.timeZone}
      />
    </div>
  );
}

/** What a signature needs before it counts. */
function Required({ t, words }: { t: Frame["t"]; words: Words }) {
  const level = (one: string) => ({ value: one, label: t(`forms.editor.level-${one || "none"}`) });
  const countersign = (one: string) => ({ value: one, label: t(`forms.editor.countersign-${one || "no"}`) });
  return (
    <>
      <ActionField
        kind="select"
        name="requiredLevel"
        label={t("forms.editor.level")}
        hint={t("forms.editor.level-hint")}
        options={["", ...REQUIRED_LEVELS].map(level)}
        defaultValue={words.requiredLevel ?? ""}
      />
      <ActionField
        kind="select"
        name="countersigned"
        label={t("forms.editor.countersign")}
        hint={t("forms.editor.countersign-hint")}
        options={["", "yes"].map(countersign)}
        defaultValue={words.isCountersigned ? "yes" : ""}
      />
    </>
  );
}

/** Whether answers are added up, and parties and departments shown beside each other. */
function Scoring({ t, words }: { t: Frame["t"]; words: Words }) {
  const groups = (one: string) => ({ value: one, label: t(`forms.editor.groups-${one || "no"}`) });
  return (
    <>
      <ActionField
        kind="select"
        name="score"
        label={t("forms.editor.score")}
        hint={t("forms.editor.score-hint")}
        options={SCORES.map((value) => ({ value, label: t(`forms.editor.score-${value}`) }))}
        defaultValue={words.score}
      />
      <ActionField
        kind="select"
        name="groups"
        label={t("forms.editor.groups")}
        hint={t("forms.editor.groups-hint")}
        options={["", "yes"].map(groups)}
        defaultValue={words.comparesGroups ? "yes" : ""}
      />
    </>
  );
}
