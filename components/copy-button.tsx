import { asset } from "@/lib/core/assets";

interface Props {
  /** The id of the field whose words are copied. */
  readonly of: string;
  readonly label: string;
  /** Said once it is done, also to screen readers. */
  readonly done: string;
}

/** Copies a field's words; shown only where script runs, because the field itself can be selected without. */
export function CopyButton({ of, label, done }: Props) {
  return (
    <>
      <button type="button" className="button solid" hidden data-copy={of}>
        {label}
      </button>
      <output className="small" data-copied={done} />
      <script type="module" src={asset("copy.js")} />
    </>
  );
}
