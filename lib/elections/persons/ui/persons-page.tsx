import { Button } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { Filters } from "@/components/desk-patterns";
import { DeskHead } from "@/components/desk-shell";
import { Field } from "@/components/field";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatDate, formatNumber } from "@/lib/core/time";
import { AdminPage } from "@/lib/organizations/ui/admin-page";
import { findAction } from "../actions";
import type { FoundRecord, PastMerge, ReviewQueue } from "../queries";
import type { PersonsQuery } from "../schema";
import { Merges } from "./merges";
import { Review } from "./review";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly query: PersonsQuery;
  readonly queue: ReviewQueue;
  readonly recent: { readonly total: number; readonly merges: readonly PastMerge[] };
  readonly found: readonly FoundRecord[];
}

/** Who is the same person across elections: the queue of near-misses, the merges made, a search. */
export function PersonsPage(props: Props) {
  const { frame, ctx, queue, query, recent } = props;
  const { t, locale } = frame;
  const title = t("elections.persons.title");
  return (
    <AdminPage frame={frame} ctx={ctx} title={title} current="persons">
      <DeskHead title={title} deck={t("elections.persons.deck")}>
        <FindAgain frame={frame} />
      </DeskHead>
      <Search {...props} />
      <Review queue={queue} query={query} frame={frame} />
      <Section
        title={t("elections.persons.merges")}
        note={t("elections.persons.merged-total", {
          count: recent.total,
          shown: formatNumber(recent.total, locale),
        })}
        id="merges"
      >
        {recent.merges.length > 0 ? (
          <Merges merges={recent.merges} frame={frame} />
        ) : (
          <p className="quiet">{t("elections.persons.no-merges")}</p>
        )}
      </Section>
    </AdminPage>
  );
}

function FindAgain({ frame: { t, locale } }: { frame: Frame }) {
  return (
    <ActionForm
      action={findAction}
      texts={errorTexts(locale, "elections", "organizations")}
      room="elections"
      wrong={t("components.errors.title", { count: 1 })}
      done={t("elections.persons.found-again")}
    >
      <Button kind="neutral">{t("elections.persons.find")}</Button>
    </ActionForm>
  );
}

function Search({ frame: { t, locale }, query, found }: Props) {
  return (
    <>
      <Filters action={`/${locale}/admin/persons`} button={t("elections.persons.search-button")}>
        <Field name="q" type="search" label={t("elections.persons.search")} defaultValue={query.q} />
      </Filters>
      {query.q && found.length === 0 && <p>{t("elections.persons.nobody", { q: query.q })}</p>}
      {found.length > 0 && (
        <ul className="rows">
          {found.map(({ publicId, name, area, last, count }) => (
            <li key={publicId}>
              <a href={`/${locale}/admin/persons/${publicId}`}>{name}</a>
              <span className="caption block">
                {t("elections.persons.stood", {
                  count,
                  area: area ?? "none",
                  date: last ? formatDate(new Date(last), locale) : "none",
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
