import { ButtonLink } from "@/components/button";
import { Crumbs } from "@/components/crumbs";
import { Counts, Filters } from "@/components/desk-patterns";
import { DeskHead } from "@/components/desk-shell";
import { Field } from "@/components/field";
import { Figure } from "@/components/figure";
import { Pager } from "@/components/pager";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatNumber } from "@/lib/core/time";
import { AdminPage } from "@/lib/organizations/ui/admin-page";
import { EditElection } from "../../editing/ui/edit-election";
import type { Coverage, KeptElection } from "../queries";
import { type CoverageQuery, LISTS, type ListName } from "../schema";
import { AddCandidacy } from "./add-candidacy";
import { Lines } from "./lines";

export interface ElectionProps {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly election: KeptElection;
  readonly coverage: Coverage;
  readonly query: CoverageQuery;
}

function pageOf(
  { frame, election }: ElectionProps,
  said: Partial<Record<keyof CoverageQuery, string>> = {},
): string {
  const search = new URLSearchParams(Object.entries(said).filter(([, value]) => value));
  const page = `/${frame.locale}/admin/elections/${election.slug}`;
  return `${page}${search.size ? `?${search}` : ""}`;
}

/** An election: its rounds, how many stand, and what is missing, each number leading to its list. */
export function ElectionPage(props: ElectionProps) {
  const { frame, ctx, election, query, coverage } = props;
  const { t, locale } = frame;
  const name = localized(election.name, locale).text;
  return (
    <AdminPage frame={frame} ctx={ctx} title={name} current="elections">
      <Crumbs
        t={t}
        crumbs={[
          { label: t("organizations.admin.elections.tab"), href: `/${locale}/admin/elections` },
          { label: name },
        ]}
      />
      <DeskHead title={name} deck={<Rounds {...props} />}>
        <ButtonLink href={`${pageOf(props, { add: "candidacy" })}#add`} kind="neutral">
          {t("elections.coverage.add-candidacy")}
        </ButtonLink>
        <ButtonLink href={`${pageOf(props, { add: "edit" })}#add`} kind="quiet">
          {t("elections.edit.open")}
        </ButtonLink>
      </DeskHead>
      {query.add === "candidacy" && <AddCandidacy {...props} back={pageOf(props)} />}
      {query.add === "edit" && <EditElection {...props} back={pageOf(props)} />}
      <Numbers {...props} />
      <Section
        title={t(`elections.coverage.list.${query.list}`)}
        note={t("elections.coverage.total", {
          count: coverage.total,
          shown: formatNumber(coverage.total, locale),
        })}
        id="list"
      >
        {query.list === "all" && (
          <Filters action={pageOf(props)} button={t("elections.coverage.search-button")}>
            <Field name="q" type="search" label={t("elections.coverage.search")} defaultValue={query.q} />
          </Filters>
        )}
        <Lines frame={frame} list={query.list} lines={coverage.lines} />
        <Pager
          t={t}
          page={coverage.page}
          pages={coverage.pages}
          href={(page) => `${pageOf(props, { list: query.list, q: query.q, page: String(page) })}#list`}
        />
      </Section>
    </AdminPage>
  );
}

function Rounds({ election, frame: { t, locale } }: ElectionProps) {
  return election.rounds
    .map(({ number, date, elected }) =>
      t("elections.coverage.round", {
        round: t("elections.round", { number }),
        date: formatDate(new Date(date), locale),
        elected,
        shown: formatNumber(elected, locale),
      }),
    )
    .join(" · ");
}

/** What is in order is told without a link, and never in red. */
function Numbers(props: ElectionProps) {
  const { coverage, frame } = props;
  const { t, locale } = frame;
  const isWrong: readonly ListName[] = ["areas", "fewer", "duplicates"];
  return (
    <Counts>
      {LISTS.map((list) => {
        const count = coverage.counts[list];
        const said = t(`elections.coverage.count.${list}`, { count });
        return (
          <Figure
            key={list}
            number={formatNumber(count, locale)}
            isAlarm={isWrong.includes(list) && count > 0}
          >
            {count > 0 ? <a href={`${pageOf(props, { list })}#list`}>{said}</a> : said}
          </Figure>
        );
      })}
    </Counts>
  );
}
