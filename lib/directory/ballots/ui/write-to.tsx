import { Band, Halves } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { capital, fullName, grammar, inWords } from "../../rules";
import { type Channel, writePath, writingFor } from "../../writing/rules";
import type { ConstituencyView } from "../documents";
import { isStanding, type ShownTicket, standingOn } from "../rules";

type Props = ViewProps<ConstituencyView>;

/** The silent are asked, the signers thanked; nobody else is written to, nobody once the form is closed, and nobody under election silence. */
export function WriteTo({ view, frame }: Props) {
  const { chosen, tickets, silence } = view;
  if (!chosen || silence) return null;
  const standing = tickets.filter(isStanding);
  const of = (kind: "ask" | "thank") =>
    standing.filter((ticket) => writingFor(standingOn(ticket, chosen.id).status) === kind);
  const silent = chosen.isOpen ? of("ask") : [];
  const signers = of("thank");
  if (silent.length + signers.length === 0) return null;
  return (
    <Band>
      <Halves>
        {silent.length > 0 && <Letters view={view} frame={frame} kind="ask" tickets={silent} />}
        {signers.length > 0 && <Letters view={view} frame={frame} kind="thank" tickets={signers} />}
      </Halves>
    </Band>
  );
}

function Letters(props: Props & { kind: "ask" | "thank"; tickets: readonly ShownTicket[] }) {
  const { view, frame, kind, tickets } = props;
  const { t, locale } = frame;
  const { chosen, forms, channels } = view;
  if (!chosen) return null;
  const form = forms[0]?.id === chosen.id ? null : chosen.slug;
  return (
    <section>
      <h2 className="h2">{t(`directory.write.${kind}.all`)}</h2>
      <p>
        {t(`directory.write.${kind}.why`, {
          count: tickets.length,
          words: capital(inWords(tickets.length, locale)),
        })}
      </p>
      <ul className="rows">
        {tickets.map((ticket) => {
          const { requests } = standingOn(ticket, chosen.id);
          const name = fullName(ticket.person);
          return (
            <li key={ticket.publicId} className="act-row">
              <span>
                {name}
                {kind === "ask" && (
                  <span className="small quiet">
                    {" "}
                    {t("directory.write.times", {
                      count: requests?.count ?? 0,
                      gender: grammar(ticket.person.gender),
                    })}
                  </span>
                )}
                <Pages channels={channels.get(ticket.id) ?? []} frame={frame} />
              </span>
              <span className="act">
                <a href={`/${locale}${writePath(ticket.publicId, ticket.person, form)}`}>
                  {t(`directory.write.${kind}.act`)}
                  <span className="vh"> {t(`directory.write.${kind}.to`, { name })}</span>
                </a>
              </span>
            </li>
          );
        })}
      </ul>
      <p className="small quiet">{t(`directory.write.${kind}.after`)}</p>
    </section>
  );
}

/** The pages on which anybody may reach a candidate, each by its kind. */
function Pages({ channels, frame: { t } }: { channels: readonly Channel[]; frame: Props["frame"] }) {
  if (channels.length === 0) return null;
  return (
    <span className="small pages">
      <span className="vh">{t("directory.write.pages")} </span>
      {channels.map(({ kind, url }) => (
        <a key={url} href={url} rel="nofollow">
          {t(`elections.channels.kind.${kind}`)}
        </a>
      ))}
    </span>
  );
}
