import { StatusMark } from "@/components/status-mark";
import type { Locale } from "@/lib/core/i18n/locale";
import type { Translator } from "@/lib/core/i18n/translator";
import { formatDate } from "@/lib/core/time";
import type { ListedCandidacy, PublicNomination } from "../ballots/queries";
import { grammar } from "../rules";

interface Props {
  readonly t: Translator;
  readonly locale: Locale;
  readonly ticket: Pick<
    ListedCandidacy,
    "nominations" | "partyLabel" | "nuanceLabel" | "nuanceCode" | "person"
  >;
}

const NUANCES = new Set(
  "DXG EXG COM FI SOC RDG NUP DVG ECO DIV DVC REG REM MDM ENS UDI LR DVD DLF DSV FN RN REC EXD DXD".split(
    " ",
  ),
);

/** The name of an official shade of 2017 and 2022 (ministry of the Interior), else its code as published. */
export function nuanceName(t: Translator, code: string | null): string | null {
  return code && NUANCES.has(code) ? t(`directory.nuance.${code}`) : code;
}

/** Who nominates or supports a ticket, each with its state; the official shade where nobody is known to. */
export function Nominations({ t, locale, ticket }: Props) {
  const { nominations, partyLabel, nuanceLabel, nuanceCode, person } = ticket;
  if (nominations.length === 0) {
    const label = partyLabel ?? nuanceLabel ?? nuanceName(t, nuanceCode);
    if (!label) return <p className="quiet">{t("directory.nomination.none")}</p>;
    return (
      <p>
        {label}
        {!partyLabel && <span className="quiet"> ({t("directory.nomination.nuance")})</span>}
      </p>
    );
  }
  return (
    <ul>
      {nominations.map((nomination) => (
        <li key={nomination.slug}>
          {nomination.party}
          <State t={t} locale={locale} nomination={nomination} gender={grammar(person.gender)} />
        </li>
      ))}
    </ul>
  );
}

function State(props: Omit<Props, "ticket"> & { nomination: PublicNomination; gender: string }) {
  const { t, locale, nomination, gender } = props;
  const { status, kind, date, until } = nomination;
  if (status === "announced" || status === "confirmed") {
    const key = kind === "support" ? "support" : status;
    return <span className="quiet">, {t(`directory.nomination.${key}`, { gender })}</span>;
  }
  const said = t(`directory.nomination.${status}`, {
    date: formatDate(date, locale),
    until: until ? formatDate(until, locale) : "none",
  });
  return (
    <strong className="block">
      {status === "frozen" && <StatusMark mark="frozen" size={16} />}
      {status === "disputed" && <StatusMark mark="disputed" size={16} />} {said}
    </strong>
  );
}
