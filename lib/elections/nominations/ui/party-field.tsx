import { Checkbox } from "@/components/checkbox";
import { ActionField } from "@/components/client/action-field";
import type { Translator } from "@/lib/core/i18n/translator";

/** A party by its name, proposed from those known; a new one is made only where the box is ticked. */
export function PartyField({ t, parties }: { t: Translator; parties: readonly string[] }) {
  return (
    <>
      <ActionField name="party" label={t("elections.keep.party")} list="parties" autoComplete="off" />
      <datalist id="parties">
        {parties.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Checkbox name="isNew" label={t("elections.keep.new-party")} />
    </>
  );
}
