import { Actions, Button } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { MovingFocus } from "@/components/client/moving-focus";
import { EmptyState } from "@/components/empty-state";
import { Halves, Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import type { Translator } from "@/lib/core/i18n/translator";
import { formatNumber } from "@/lib/core/time";
import { decideAction } from "../actions";
import type { ReviewQueue, WaitingPair } from "../queries";
import { speaks } from "../rules";
import type { PersonsQuery } from "../schema";
import { PersonSide } from "./person-facts";

interface Props {
  readonly queue: ReviewQueue;
  readonly query: PersonsQuery;
  readonly frame: Frame;
}

/** The queue: the pair to decide in full, those that follow by name. */
export function Review({ queue, query, frame }: Props) {
  const { t, locale } = frame;
  const { pair, next, left } = queue;
  return (
    <Section
      title={t("elections.persons.queue")}
      note={t("elections.persons.left", { count: left, shown: formatNumber(left, locale) })}
      id="queue"
    >
      {left > 0 && <Kinds queue={queue} query={query} frame={frame} />}
      {pair ? (
        <Pair pair={pair} frame={frame} />
      ) : (
        <EmptyState title={t("elections.persons.none")}>{t("elections.persons.none-text")}</EmptyState>
      )}
      {next.length > 0 && (
        <>
          <h3 className="h3">{t("elections.persons.next")}</h3>
          <ul className="rows small">
            {next.map(({ id, kind, names }) => (
              <li key={id}>
                <a href={address(locale, query.kind, id)}>{names.join(" / ")}</a>{" "}
                <span className="quiet">{t(`elections.persons.kind.${kind}`)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function address(locale: string, kind: string, pair = ""): string {
  const said = new URLSearchParams(Object.entries({ kind, pair }).filter(([, value]) => value));
  return `/${locale}/admin/persons${said.size ? `?${said}` : ""}#queue`;
}

function Kinds({ queue, query, frame: { t, locale } }: Props) {
  const kinds = [{ kind: "" as const, count: queue.left }, ...queue.byKind];
  return (
    <ul className="inline-list" aria-label={t("elections.persons.filter")}>
      {kinds.map(({ kind, count }) => (
        <li key={kind}>
          <a href={address(locale, kind)} aria-current={kind === query.kind ? "page" : undefined}>
            {kind ? t(`elections.persons.kind.${kind}`) : t("elections.persons.kind.all")}
          </a>{" "}
          <span className="num quiet">{formatNumber(count, locale)}</span>
        </li>
      ))}
    </ul>
  );
}

function Pair({ pair, frame }: { pair: WaitingPair; frame: Frame }) {
  const { t, locale } = frame;
  const { first, second } = pair;
  return (
    <div className="review">
      <MovingFocus of={pair.id}>
        {t(`elections.persons.ask.${pair.kind}`)}
        {pair.isLater && <span className="quiet"> {t("elections.persons.put-off")}</span>}
      </MovingFocus>
      <FactWords t={t} facts={pair.facts} />
      <Halves>
        <PersonSide person={first} frame={frame} note={t("elections.persons.first-record")} />
        <PersonSide person={second} frame={frame} note={t("elections.persons.second-record")} />
      </Halves>
      <ActionForm
        key={pair.id}
        action={decideAction}
        texts={errorTexts(locale, "elections", "organizations")}
        room="elections"
        wrong={t("components.errors.title", { count: 1 })}
      >
        <input type="hidden" name="pairId" value={pair.id} />
        <Actions>
          <Button name="decision" value="same">
            {t("elections.persons.same")}
          </Button>
          <Button name="decision" value="different" kind="outlined">
            {t("elections.persons.different")}
          </Button>
          <Button name="decision" value="later" kind="quiet">
            {t("elections.persons.later")}
          </Button>
        </Actions>
        <p className="small quiet">{t("elections.persons.reversible")}</p>
      </ActionForm>
    </div>
  );
}

/** What speaks for and against, in words; what is unknown last. */
export function FactWords({ t, facts }: { t: Translator; facts: readonly string[] }) {
  const groups = (["for", "against", "neither"] as const)
    .map((side) => ({ side, own: facts.filter((fact) => speaks(fact) === side) }))
    .filter(({ own }) => own.length > 0);
  return (
    <ul className="small">
      {groups.map(({ side, own }) => (
        <li key={side}>
          <b>{t(`elections.persons.speaks.${side}`)}</b>{" "}
          {own.map((fact) => t(`elections.persons.fact.${fact}`)).join(", ")}
        </li>
      ))}
    </ul>
  );
}
