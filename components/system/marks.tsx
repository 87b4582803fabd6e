import type { Translator } from "@/lib/core/i18n/translator";
import { PencilStrokes } from "../pencil-strokes";
import { Section } from "../section";
import { StatusMark } from "../status-mark";
import { StatusWord } from "../status-word";
import { Table } from "../table";
import { ALL_MARKS } from "./samples";

const SIZES = [16, 20, 28, 40, 84] as const;
/** What is easily taken for one another. */
const DIGITS = "0123456789 · 6\u00a0592 · Il1 O0";
const COLOURS = [
  "paper",
  "sheet",
  "buvard",
  "ink",
  "ink-2",
  "encre",
  "partly",
  "declined",
  "silent",
  "unreached",
  "err",
  "ins-bg",
  "del-bg",
  "rule",
  "rule-2",
] as const;

/** Each mark at each size, with its word. */
export function Marks({ t }: { t: Translator }) {
  const at = (size: (typeof SIZES)[number]) => ({
    id: String(size),
    head: String(size),
    cell: (mark: (typeof ALL_MARKS)[number]) => <StatusMark mark={mark} size={size} />,
  });
  return (
    <Section title={t("components.system.marks")} id="marks">
      <Table
        caption={t("components.system.marks")}
        rows={ALL_MARKS}
        rowKey={(mark) => mark}
        onPhone="scroll"
        columns={[
          {
            id: "word",
            head: t("components.system.word"),
            isRowHead: true,
            cell: (mark) => <StatusWord t={t} mark={mark} />,
          },
          ...SIZES.map(at),
        ]}
      />
      <p>
        <PencilStrokes count={1} /> <PencilStrokes count={3} /> <PencilStrokes count={7} />
      </p>
    </Section>
  );
}

/** The grounds and inks, drawn with their own tokens. */
export function Colours({ t }: { t: Translator }) {
  return (
    <Section title={t("components.system.colours")} id="colours">
      <ul className="swatches">
        {COLOURS.map((name) => (
          <li key={name}>
            <svg viewBox="0 0 12 3" aria-hidden="true">
              <rect width="12" height="3" fill={`var(--${name})`} />
            </svg>
            <span className="caption">{name}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Both faces at the sizes in use. */
export function Letters({ t }: { t: Translator }) {
  const sample = t("components.system.sample");
  return (
    <Section title={t("components.system.letters")} id="letters">
      <p className="answer">{t("components.system.word-sample")}</p>
      <p className="title">{t("components.system.word-sample")}</p>
      <p className="h2">{sample}</p>
      <p className="h3">{sample}</p>
      <p className="engagement">{sample}</p>
      <p className="deck">{sample}</p>
      <p>{sample}</p>
      <p className="small">{sample}</p>
      <p className="caption">{sample}</p>
      <p className="num">{DIGITS}</p>
    </Section>
  );
}
