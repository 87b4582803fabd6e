import type { Frame } from "@/lib/core/frame";
import type { PublicVersion } from "@/lib/forms/schema";

function hostOf(website: string): string {
  return URL.canParse(website) ? new URL(website).host.replace(/^www\./, "") : website;
}

/** How to check that the request is genuine: by a number found on the NGO's own site, not in the mail. */
export function Genuine({
  frame: { t },
  version,
}: {
  readonly frame: Frame;
  readonly version: PublicVersion;
}) {
  const { authors } = version;
  const lead = authors.find(({ website, phone }) => website || phone) ?? authors[0];
  if (!lead) return null;
  const { name, website, phone } = lead;
  if (!website)
    return t(phone ? "signatures.genuine.phone" : "signatures.genuine.known", { name, phone: phone ?? "" });
  return (
    <>
      {t("signatures.genuine.site", { name })}{" "}
      <a href={website} rel="noreferrer">
        {hostOf(website)}
      </a>
      . {phone && t("signatures.genuine.number", { phone })}
    </>
  );
}
