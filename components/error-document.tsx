import { Button, ButtonLink } from "./button";
import { DocumentShell, type ShellFrame } from "./document-shell";
import { EmptyState } from "./empty-state";
import { SearchBox } from "./search-box";
import { PageTitle } from "./section";

const KNOWN = [400, 403, 404, 409, 410, 413, 429, 500, 503];

interface Props {
  readonly frame: ShellFrame;
  readonly status: number;
  /** What the log calls this failure. */
  readonly reference?: string;
  /** Fields of the form that could not be taken, to send again unchanged: nothing typed is lost. */
  readonly retry?: readonly (readonly [string, string])[];
}

/** A page that says what went wrong and what to do, in the hand of every other page. */
export function ErrorDocument({ frame, status, reference, retry }: Props) {
  const { t, locale } = frame;
  const known = KNOWN.includes(status) ? status : status < 500 ? 400 : 500;
  const title = t(`components.error.${known}.title`);
  return (
    <DocumentShell frame={frame} title={title} isIndexed={false}>
      <PageTitle title={title} over={String(status)} />
      <div className="section">
        <EmptyState title={t(retry ? "components.error.kept" : `components.error.${known}.text`)}>
          {reference && <p className="small">{t("components.error.reference", { reference })}</p>}
        </EmptyState>
        {known === 404 ? (
          <SearchBox t={t} action={`/${locale}/search`} />
        ) : (
          <div className="actions">
            {retry && <Retry fields={retry} label={t("components.error.retry")} />}
            <ButtonLink href={`/${locale}`}>{t("components.error.home")}</ButtonLink>
          </div>
        )}
      </div>
    </DocumentShell>
  );
}

/** The form goes back to the address that it came from: an empty action is this page's own. */
function Retry({ fields, label }: { fields: readonly (readonly [string, string])[]; label: string }) {
  return (
    <form method="post">
      {fields.map(([name, value], index) => (
        <input key={`${name}-${index}`} type="hidden" name={name} value={value} />
      ))}
      <Button>{label}</Button>
    </form>
  );
}
