import { Notice } from "@/components/notice";
import type { Frame } from "@/lib/core/frame";

/** On a demonstration, each page that shows constituencies says that their boundaries are made up. */
export function DemonstrationCut({ frame }: { frame: Frame }) {
  if (!frame.isDemo) return null;
  return (
    <div className="apart no-print">
      <Notice isQuiet>
        <p className="small">{frame.t("components.shell.demo-cut")}</p>
      </Notice>
    </div>
  );
}
