import type { Translator } from "@/lib/core/i18n/translator";
import { CopyButton } from "../copy-button";
import { ActRows, Counts, Filters } from "../desk-patterns";
import { EngagementItem } from "../engagement";
import { Field, fieldId } from "../field";
import { Figure } from "../figure";
import { ordinals } from "../ordinals";
import { Prose } from "../prose";
import { SearchBox } from "../search-box";
import { Pair, Section } from "../section";
import { type CheckState, StateMark } from "../state-mark";
import { TallyRow } from "../tally";

const STATES: readonly CheckState[] = ["wrong", "warn", "unchecked", "ok"];
/** What an official list holds: an ordinal to raise, a straight apostrophe to curl. */
const AREA = "1re circonscription de la Côte-d'Or";

/** The pieces of the desk, and those that open on demand on a phone. */
export function Desk({ t }: { t: Translator }) {
  const word = t("components.system.word-sample");
  const sample = t("components.system.sample");
  return (
    <>
      <Section title={t("components.system.desk")} id="desk">
        <ul className="rows">
          {STATES.map((state) => (
            <li key={state}>
              <StateMark state={state}>{word}</StateMark>
            </li>
          ))}
        </ul>
        <Counts>
          <Figure number="6 592">{word}</Figure>
          <Figure number="2" isAlarm>
            {sample}
          </Figure>
        </Counts>
        <Filters
          button={word}
          more={{
            label: t("components.system.more"),
            isOpen: false,
            fields: <Field name="system-more" label={word} />,
          }}
        >
          <Field name="system-search" label={word} type="search" />
        </Filters>
        <ActRows
          rows={[1, 2].map((at) => ({ id: String(at), text: AREA, act: <a href="#desk">{word}</a> }))}
        />
      </Section>
      <Section title={t("components.system.opens")} id="opens">
        <EngagementItem number={1} title={word} words={sample} opens={t("components.system.more")} />
        <Pair>
          <p className="h3">{ordinals(AREA)}</p>
          <TallyRow
            boxes={[
              "full",
              "half",
              "empty",
              "full",
              "empty",
              "empty",
              "half",
              "full",
              "full",
              "empty",
              "empty",
              "full",
            ]}
          />
        </Pair>
        <SearchBox t={t} action="/fr/search" name="system-q">
          <p>{sample}</p>
        </SearchBox>
        <Field name="system-copied" label={word} defaultValue={sample} />
        <CopyButton of={fieldId("system-copied")} label={word} done={word} />
      </Section>
      <Section title={t("components.system.told")} id="told" isTold>
        <Prose html={`<p>${sample}</p><ul><li>${word}</li><li>${word}</li></ul>`} />
      </Section>
    </>
  );
}
