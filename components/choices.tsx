import type { ReactNode } from "react";
import { fieldId } from "./field";
import { type Answer, StatusMark } from "./status-mark";

export interface Choice {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Draws the radio as a box that takes this answer's mark; without it the radio is round. */
  readonly answer?: Answer;
  /** Shown beneath while this choice is taken, e.g. the comment of a reservation. */
  readonly beneath?: ReactNode;
}

interface Props {
  readonly name: string;
  readonly legend: ReactNode;
  /** True where the legend is already read just above, e.g. an engagement. */
  readonly isLegendHidden?: boolean;
  readonly choices: readonly Choice[];
  readonly selected?: string | undefined;
  readonly error?: string | undefined;
}

/** A question with one answer among several; nothing is ticked unless `selected` says so. */
export function Choices({ name, legend, isLegendHidden, choices, selected, error }: Props) {
  const errorId = `${fieldId(name)}-error`;
  return (
    <fieldset className={error ? "wrong" : undefined} {...(error && { "aria-describedby": errorId })}>
      <legend className={isLegendHidden ? "vh" : "legend"}>{legend}</legend>
      {error && (
        <p className="error" id={errorId}>
          {error}
        </p>
      )}
      <div className="choices">
        {choices.map((choice, index) => (
          <Option
            key={choice.value}
            choice={choice}
            name={name}
            id={index ? `${fieldId(name)}-${index}` : fieldId(name)}
            isSelected={choice.value === selected}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Option(props: { choice: Choice; name: string; id: string; isSelected: boolean }) {
  const { choice, name, id, isSelected } = props;
  const look = choice.answer ? `c-${choice.answer}` : "round";
  return (
    <>
      <label className={`choice ${look}${choice.beneath ? " with-comment" : ""}`}>
        <input type="radio" id={id} name={name} value={choice.value} defaultChecked={isSelected} />
        {choice.answer && <StatusMark mark={choice.answer} />}
        <span>{choice.label}</span>
        {choice.hint && <span className="small quiet">{choice.hint}</span>}
      </label>
      {choice.beneath && <div className="comment">{choice.beneath}</div>}
    </>
  );
}
