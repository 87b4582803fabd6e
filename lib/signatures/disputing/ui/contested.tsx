import { Button } from "@/components/button";
import { Choices } from "@/components/choices";
import { Facts } from "@/components/facts";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import type { Attempt } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { publicPath } from "../../ui/done";
import { wordsOf } from "../../ui/link-page";
import { capital, listOf, momentOf } from "../../ui/wording";
import type { ContestedSignature } from "../queries";
import { GROUNDS } from "../schema";

interface Props {
  readonly frame: Frame;
  readonly signature: ContestedSignature;
}

/** Who signed what, how, when, and where to read it: the same in the mail and on its pages. */
export function ContestedFacts({ frame: { t, locale }, signature }: Props) {
  const { form, version, yes, total, authors, area, name, role, level, timeZone, signedAt } = signature;
  const title = localized(form, locale);
  const names = listOf(
    locale,
    authors.map((author) => author.name),
  );
  const say = (key: string, words = {}) => t(`signatures.contest.facts.${key}`, words);
  return (
    <Facts
      facts={[
        {
          label: say("who"),
          value: `${name}, ${say(role, { candidate: signature.candidacy.candidateName })}, ${area}`,
        },
        {
          label: say("what"),
          value: (
            <>
              <span lang={title.lang}>{title.text}</span>,{" "}
              {say("version", { version, authors: names, yes, total })}
            </>
          ),
        },
        { label: say("how"), value: capital(t(`directory.level.${level}`)) },
        { label: say("when"), value: momentOf(signedAt, locale, timeZone) },
        {
          label: say("where"),
          value: <a href={`/${locale}${publicPath(signature.candidacy)}`}>{say("page")}</a>,
        },
      ]}
    />
  );
}

/** Where a dispute stands; nothing where there is none. */
export function DisputeStanding({ frame: { t, locale }, signature }: Props) {
  const last = signature.disputes.at(-1);
  if (!last) return null;
  const at = momentOf(last.at, locale, signature.timeZone);
  const kind = last.outcome ?? "disputed";
  return (
    <Notice isStatus={kind === "disputed"} isQuiet={kind !== "disputed"}>
      <p>
        <strong>{t(`signatures.contest.standing.${kind}`, { at })}</strong>
      </p>
      {last.ground && <p>{t(`signatures.contest.ground.${last.ground}`)}</p>}
      {last.reason && (
        <p>
          <q>{last.reason}</q>
        </p>
      )}
    </Notice>
  );
}

/** The two grounds, public words if one likes, and the button. */
export function ContestFields({
  frame: { t },
  attempt,
}: {
  readonly frame: Frame;
  readonly attempt?: Attempt;
}) {
  const wrong = (name: string) => {
    const error = attempt?.errors.find(({ field }) => field === name);
    return error && wordsOf(t, error);
  };
  return (
    <>
      <Choices
        name="ground"
        legend={t("signatures.contest.why")}
        choices={GROUNDS.map((value) => ({
          value,
          label: t(`signatures.contest.ground.${value}`),
          hint: t(`signatures.contest.ground-hint.${value}`),
        }))}
        selected={attempt?.values.ground}
        error={wrong("ground")}
      />
      <Field
        kind="textarea"
        name="reason"
        label={t("signatures.contest.words")}
        hint={t("signatures.contest.words-hint")}
        maxLength={500}
        defaultValue={attempt?.values.reason ?? ""}
        error={wrong("reason")}
      />
      <Button size="full">{t("signatures.contest.button")}</Button>
    </>
  );
}
