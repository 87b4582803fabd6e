import type { Translator } from "@/lib/core/i18n/translator";
import { Funnel } from "../desk-patterns";
import { Diff } from "../diff";
import { EngagementItem, Quote, Theme, Why } from "../engagement";
import { Facts } from "../facts";
import { Figure, Figures } from "../figure";
import { Matrix } from "../matrix";
import { ProgressBar } from "../progress-bar";
import { ProofLine } from "../proof-line";
import { Section } from "../section";
import { SheetColumns, SheetRows } from "../sheet";
import { Table } from "../table";
import { Tally } from "../tally";
import { TileMap } from "../tile-map";
import { Timeline } from "../timeline";
import { ALL_MARKS, ANSWERS, COLUMNS, COUNTS, ENTRIES, TILES } from "./samples";

interface Props {
  readonly t: Translator;
}

/** The signing sheet as columns and rows, with the longest and the barest of names, and the matrix over it. */
export function Sheets({ t }: Props) {
  const sample = t("components.system.sample");
  const rows = ANSWERS.map((answers, at) => ({ id: `r${at}`, label: sample, answers }));
  return (
    <Section title={t("components.system.sheet")} id="sheet">
      <SheetColumns t={t} entries={ENTRIES} />
      <SheetRows t={t} entries={ENTRIES} />
      <Matrix
        t={t}
        caption={t("components.system.sheet")}
        columns={COLUMNS}
        themes={[{ id: "t", title: t("components.system.word-sample"), rows }]}
      />
    </Section>
  );
}

/** A proof, a history with a node of each kind, a theme with an engagement, two texts compared. */
export function Texts({ t }: Props) {
  const sample = t("components.system.sample");
  const word = t("components.system.word-sample");
  return (
    <Section title={t("components.system.texts")} id="texts">
      <ProofLine mark="signed" sentence={sample} level="p">
        <p>{sample}</p>
      </ProofLine>
      <Timeline
        t={t}
        facts={[...ALL_MARKS, 3, undefined].map((node, at) => ({
          id: String(at),
          date: "2027-06-03",
          title: word,
          text: sample,
          source: { label: word, href: "#texts" },
          ...(node === undefined ? {} : { node }),
        }))}
      />
      <Theme title={word}>
        <EngagementItem number={1} title={word} words={sample}>
          <Quote by={word}>{sample}</Quote>
          <Why summary={word}>{sample}</Why>
        </EngagementItem>
      </Theme>
      <Diff
        t={t}
        title={word}
        parts={[
          { kind: "same", text: `${sample} ` },
          { kind: "del", text: word },
          { kind: "ins", text: sample },
        ]}
      />
      <Facts facts={[{ label: word, value: sample }]} />
    </Section>
  );
}

/** Numbers with their sentences, bars to scale, a tally, a map, a table. */
export function Numbers({ t }: Props) {
  const word = t("components.system.word-sample");
  return (
    <Section title={t("components.system.numbers")} id="numbers">
      <Figures>
        <Figure number="512">{t("components.system.sample")}</Figure>
        <Figure number="0">{word}</Figure>
        <Figure number="3" isAlarm>
          {word}
        </Figure>
      </Figures>
      <ProgressBar
        t={t}
        id="system"
        counts={COUNTS}
        legend={Object.fromEntries(
          Object.entries(COUNTS).map(([status, count]) => [status, `${count} ${word}`]),
        )}
      />
      <Funnel
        total={100}
        steps={[
          { label: word, number: "100", value: 100 },
          { label: word, number: "8", value: 8, note: word, isAct: true },
          { label: word, number: "0", value: 0 },
        ]}
      />
      <Tally t={t} boxes={["full", "half", "empty", "full", "empty", "empty"]}>
        {word}
      </Tally>
      <TileMap
        tiles={TILES}
        bounds={[1, 3, 8, 20]}
        label={word}
        legend={["0", "1–2", "3–7", "8–19", "20+"]}
      />
      <Table
        caption={word}
        rows={ENTRIES}
        rowKey={({ id }) => id}
        columns={[
          { id: "name", head: word, isRowHead: true, cell: ({ name }) => name },
          { id: "number", head: "n", isNumber: true, cell: ({ number }) => number },
        ]}
      />
    </Section>
  );
}
