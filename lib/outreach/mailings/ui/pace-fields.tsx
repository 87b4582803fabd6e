import { ActionField } from "@/components/client/action-field";
import type { Frame } from "@/lib/core/frame";
import { formatZone } from "@/lib/core/time";

interface Props {
  readonly frame: Frame;
  readonly timeZone: string;
  readonly held?: {
    readonly dailyLimit: number | null;
    readonly fromHour: number | null;
    readonly toHour: number | null;
  };
}

const shown = (value: number | null | undefined) =>
  value === null || value === undefined ? "" : String(value);

/** How fast a mailing may go; all three may stay empty. */
export function PaceFields({ frame, timeZone, held }: Props) {
  const { t, locale } = frame;
  const numeric = { inputMode: "numeric", autoComplete: "off", maxLength: 6 } as const;
  return (
    <fieldset className="pace">
      <legend className="h3">{t("outreach.pace.title")}</legend>
      <p className="small quiet measure">{t("outreach.pace.text", { zone: formatZone(locale, timeZone) })}</p>
      <div className="filters">
        <ActionField
          name="dailyLimit"
          label={t("outreach.pace.limit")}
          defaultValue={shown(held?.dailyLimit)}
          {...numeric}
        />
        <ActionField
          name="fromHour"
          label={t("outreach.pace.from")}
          defaultValue={shown(held?.fromHour)}
          {...numeric}
        />
        <ActionField
          name="toHour"
          label={t("outreach.pace.to")}
          defaultValue={shown(held?.toHour)}
          {...numeric}
        />
      </div>
    </fieldset>
  );
}
